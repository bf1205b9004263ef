package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// Who is logged in. A session lasts twelve hours, or until its API key is revoked. The browser holds a random
/// token; the database holds its hash, so that whoever reads the table cannot come in.
final class WebSessions {
    static final Duration LENGTH = Duration.ofHours(12);
    private static final int TOKEN_BYTES = 32;

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
    private final SecureRandom random = new SecureRandom();

    WebSessions(Database database) {
        this.database = database;
    }

    /// @return the token for the browser
    Future<String> open(Caller visitor) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Tuple session = Tuple.of(
                hash(token), visitor.organisation(), visitor.keyId(), database.now().plus(LENGTH));
        return database.outside(connection -> connection
                .preparedQuery(SWEEP)
                .execute(Tuple.of(database.now()))
                .compose(_ -> connection.preparedQuery(OPEN).execute(session))
                .map(token));
    }

    /// Empty when nobody is logged in with this token.
    Future<Optional<Caller>> visitor(String token) {
        return database.outside(connection ->
                        connection.preparedQuery(FIND).execute(Tuple.of(hash(token), database.now())))
                .map(rows -> rows.stream().findFirst().map(WebSessions::caller));
    }

    Future<Void> close(String token) {
        return database.outside(
                connection -> connection.preparedQuery(CLOSE).execute(Tuple.of(hash(token))).mapEmpty());
    }

    private static Caller caller(Row row) {
        return new Caller(row.getUUID("id"), row.getString("name"), row.getString("key_id"));
    }

    private static Buffer hash(String token) {
        try {
            return Buffer.buffer(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
