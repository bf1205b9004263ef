package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tells who a caller is by the API key presented.
public final class ApiKeys {
    /// How long a revoked key may still be let in.
    private static final Duration REMEMBERED = Duration.ofSeconds(15);

    private static final int MOST_REMEMBERED = 1_000;

    private static final String FIND =
            """
            select api_key.secret_salt, api_key.secret_hash, organisation.id, organisation.name
            from api_key join organisation on organisation.id = api_key.organisation_id
            where api_key.id = $1 and api_key.revoked_at is null""";

    private final Database database;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public ApiKeys(Database database) {
        this.database = database;
    }

    private record Known(ApiSecret secret, Caller caller, OffsetDateTime until) {}

    /// Empty when there is no such key or its secret is another one.
    public Future<Optional<Caller>> authenticate(ApiKey presented) {
        if (!ApiKey.isId(presented.id())) {
            return Future.succeededFuture(Optional.empty());
        }
        OffsetDateTime now = database.now();
        Known remembered = known.get(presented.id());
        if (remembered != null && now.isBefore(remembered.until())) {
            return Future.succeededFuture(caller(remembered, presented));
        }
        return database.outside(connection -> connection.preparedQuery(FIND).execute(Tuple.of(presented.id())))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> remember(presented.id(), row, now))
                        .flatMap(found -> caller(found, presented)));
    }

    private static Optional<Caller> caller(Known found, ApiKey presented) {
        return found.secret().matches(presented.secret()) ? Optional.of(found.caller()) : Optional.empty();
    }

    private Known remember(String id, Row row, OffsetDateTime now) {
        ApiSecret secret = new ApiSecret(row.getBuffer("secret_salt"), row.getBuffer("secret_hash"));
        Known found = new Known(
                secret, new Caller(row.getUUID("id"), row.getString("name"), id), now.plus(REMEMBERED));
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        known.put(id, found);
        return found;
    }
}
