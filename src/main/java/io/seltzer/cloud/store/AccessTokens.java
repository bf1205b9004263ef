package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/// Log-ins of clients that send a token with each message. A token lasts an hour, or until its API key is revoked;
/// clients log in again when theirs is refused. Every control plane over the same database knows it.
public final class AccessTokens {
    public static final Duration LENGTH = Duration.ofHours(1);

    private static final String SWEEP = "delete from access_token where expires_at < $1";
    private static final String OPEN =
            "insert into access_token (token_hash, organisation_id, api_key_id, expires_at) values ($1, $2, $3, $4)";
    private static final String FIND =
            """
            select organisation.id, organisation.name, api_key.id as key_id
            from access_token
            join api_key on api_key.id = access_token.api_key_id
            join organisation on organisation.id = access_token.organisation_id
            where token_hash = $1 and expires_at > $2 and api_key.revoked_at is null""";

    private final Database database;

    public AccessTokens(Database database) {
        this.database = database;
    }

    public Future<String> open(Caller caller) {
        String token = OpaqueToken.generate();
        Tuple row = Tuple.of(
                OpaqueToken.hash(token), caller.organisation(), caller.keyId(), database.now().plus(LENGTH));
        return database.outside(connection -> connection
                .preparedQuery(SWEEP)
                .execute(Tuple.of(database.now()))
                .compose(_ -> connection.preparedQuery(OPEN).execute(row))
                .map(token));
    }

    /// Empty when the token is none of ours, has expired, or its key was revoked.
    public Future<Optional<Caller>> caller(String token) {
        return database.outside(connection -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(OpaqueToken.hash(token), database.now())))
                .map(rows -> rows.stream().findFirst().map(AccessTokens::caller));
    }

    private static Caller caller(Row row) {
        return new Caller(row.getUUID("id"), row.getString("name"), row.getString("key_id"));
    }
}
