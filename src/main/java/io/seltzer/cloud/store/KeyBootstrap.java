package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first API key, without which nobody could come in.
public final class KeyBootstrap {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyBootstrap.class);

    /// One at a time among all control planes: two that start at once must not both make a first key.
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('seltzer.bootstrap'))";

    private static final String ORGANISATION =
            """
            insert into organisation (name, created_at) values ($1, $2)
            on conflict (name) do update set name = excluded.name returning id""";

    private static final String ANY_KEY = "select exists (select from api_key)";

    private static final String ADD =
            """
            insert into api_key (id, organisation_id, secret_salt, secret_hash, created_at) values ($1, $2, $3, $4, $5)
            on conflict (id) do nothing""";

    private final Database database;
    private final ApiKeys keys;

    public KeyBootstrap(Database database, ApiKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /// Adds the operator's key when it is absent. Without one, and when no key exists at all, makes one.
    ///
    /// @return the key that was made, to be shown once
    public Future<Optional<ApiKey>> run(String organisation, Optional<ApiKey> given) {
        return given.isPresent() ? ensure(organisation, given.get()) : makeFirst(organisation);
    }

    private Future<Optional<ApiKey>> ensure(String organisation, ApiKey key) {
        return database.outside(connection -> connection
                        .query(LOCK)
                        .execute()
                        .compose(_ -> add(connection, organisation, key)))
                .compose(_ -> keys.authenticate(key))
                .map(caller -> {
                    if (caller.isEmpty()) {
                        LOGGER.atWarn()
                                .addKeyValue("key", key.id())
                                .log("The bootstrap API key has another secret here, or is revoked; it stays so");
                    }
                    return Optional.empty();
                });
    }

    private Future<Optional<ApiKey>> makeFirst(String organisation) {
        return database.outside(connection -> connection
                .query(LOCK)
                .execute()
                .compose(_ -> connection.query(ANY_KEY).execute())
                .compose(rows -> {
                    if (rows.iterator().next().getBoolean(0)) {
                        return Future.succeededFuture(Optional.empty());
                    }
                    ApiKey first = ApiKey.generate();
                    return add(connection, organisation, first).map(Optional.of(first));
                }));
    }

    private Future<Void> add(SqlConnection connection, String organisation, ApiKey key) {
        return connection
                .preparedQuery(ORGANISATION)
                .execute(Tuple.of(organisation, database.now()))
                .map(rows -> rows.iterator().next().getUUID("id"))
                .compose(id -> connection.preparedQuery(ADD).execute(row(key, id)))
                .mapEmpty();
    }

    private Tuple row(ApiKey key, UUID organisation) {
        ApiSecret secret = ApiSecret.of(key.secret());
        return Tuple.of(key.id(), organisation, secret.salt(), secret.hash(), database.now());
    }
}
