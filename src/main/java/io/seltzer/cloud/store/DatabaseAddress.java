package io.seltzer.cloud.store;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// Where the control plane's database is, and as whom to log in.
///
/// @param url `postgresql://host:port/name?sslmode=…`, without user and password
public record DatabaseAddress(String url, String user, String password) {
    private static final String JDBC = "jdbc:";

    /// How long one statement may take; a statement that waits for a lock longer than this has met a stuck
    /// transaction.
    private static final String STATEMENT_MILLISECONDS = "20000";

    /// Reads `postgresql://…`, `postgres://…` or `jdbc:postgresql://…`; user and password given apart win over
    /// those inside the URL.
    ///
    /// @throws IllegalArgumentException with a sentence for the operator that holds no password
    public static DatabaseAddress of(String url, @Nullable String user, @Nullable String password) {
        URI uri = parsed(url);
        @Nullable String inside = uri.getUserInfo();
        int colon = inside == null ? -1 : inside.indexOf(':');
        String insideUser = inside == null ? "" : colon < 0 ? inside : inside.substring(0, colon);
        String insidePassword = inside == null || colon < 0 ? "" : inside.substring(colon + 1);
        int port = uri.getPort() < 0 ? PgConnectOptions.DEFAULT_PORT : uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseAddress(
                "postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query,
                user == null ? insideUser : user,
                password == null ? insidePassword : password);
    }

    private static URI parsed(String url) {
        String plain = url.startsWith(JDBC) ? url.substring(JDBC.length()) : url;
        try {
            URI uri = new URI(plain);
            boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            if (postgres && uri.getHost() != null && uri.getRawPath() != null && uri.getRawPath().length() > 1) {
                return uri;
            }
        } catch (URISyntaxException noUrl) {
            // The sentence below; the parser's own would quote the URL, which may hold a password.
        }
        throw new IllegalArgumentException(
                "The database URL is not of the form postgresql://host:port/name or jdbc:postgresql://host:port/name.");
    }

    String jdbcUrl() {
        return JDBC + url;
    }

    PgConnectOptions options() {
        PgConnectOptions options = PgConnectOptions.fromUri(url)
                .setUser(user)
                .setPassword(password)
                .setCachePreparedStatements(true);
        return options.addProperty("application_name", "seltzer")
                .addProperty("statement_timeout", STATEMENT_MILLISECONDS)
                .addProperty("idle_in_transaction_session_timeout", STATEMENT_MILLISECONDS);
    }

    /// Without the password.
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
