package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Database;
import io.seltzer.cloud.store.OpaqueToken;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/// Who is logged in. A session lasts twelve hours, or until its API key is revoked; the browser holds its token.
final class WebSessions {
    static final Duration LENGTH = Duration.ofHours(12);

    private static final String SWEEP = "delete from web_session where expires_at < $1";
    private static final String OPEN =
            "insert into web_session (token_hash, organisation_id, api_key_id, expires_at) values ($1, $2, $3, $4)";
    private static final String FIND =
            """
            select organisation.id, organisation.name, api_key.id as key_id
            from web_session
            join api_key on api_key.id = web_session.api_key_id
            join organisation on organisation.id = web_session.organisation_id
            where token_hash = $1 and expires_at > $2 and api_key.revoked_at is null""";
    private static final String CLOSE = "delete from web_session where token_hash = $1";

    private final Database database;

    WebSessions(Database database) {
        this.database = database;
    }

    /// @return the token for the browser
    Future<String> open(Caller visitor) {
        String token = OpaqueToken.generate();
        Tuple session = Tuple.of(
                OpaqueToken.hash(token), visitor.organisation(), visitor.keyId(), database.now().plus(LENGTH));
        return database.outside(connection -> connection
                .preparedQuery(SWEEP)
                .execute(Tuple.of(database.now()))
                .compose(_ -> connection.preparedQuery(OPEN).execute(session))
                .map(token));
    }

    /// Empty when nobody is logged in with this token.
    Future<Optional<Caller>> visitor(String token) {
        return database.outside(connection ->
                        connection.preparedQuery(FIND).execute(Tuple.of(OpaqueToken.hash(token), database.now())))
                .map(rows -> rows.stream().findFirst().map(WebSessions::caller));
    }

    Future<Void> close(String token) {
        return database.outside(
                connection -> connection.preparedQuery(CLOSE).execute(Tuple.of(OpaqueToken.hash(token))).mapEmpty());
    }

    private static Caller caller(Row row) {
        return new Caller(row.getUUID("id"), row.getString("name"), row.getString("key_id"));
    }
}
