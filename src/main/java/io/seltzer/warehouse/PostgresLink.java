package io.seltzer.warehouse;

import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.config.DataSourceFile.SslMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.Driver;

/// A JDBC connection for bulk rows, without autocommit. Blocking: for virtual threads.
final class PostgresLink {
    private PostgresLink() {}

    static Connection open(Postgres settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty("ApplicationName", "seltzer scan");
        properties.setProperty("sslmode", settings.sslMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (settings.sslMode() != SslMode.DISABLE) {
            settings.clientCertificate().ifPresent(client -> {
                properties.setProperty("sslcert", client.certificate());
                properties.setProperty("sslkey", client.key());
            });
            settings.sslRootCertificate().ifPresent(path -> properties.setProperty("sslrootcert", path));
        }
        properties.setProperty("connectTimeout", Long.toString(settings.connectTimeout().toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        // Not through DriverManager, which would load the drivers of all databases.
        Connection connection = Objects.requireNonNull(new Driver().connect(
                "jdbc:postgresql://" + settings.host() + ":" + settings.port() + "/"
                        + URLEncoder.encode(settings.database(), StandardCharsets.UTF_8),
                properties));
        watchClient(connection);
        connection.setAutoCommit(false);
        return connection;
    }

    /// Lets the server give up a long statement soon after this process is gone. Servers before 14 do not know
    /// the setting.
    private static void watchClient(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set client_connection_check_interval = '5s'");
        } catch (SQLException unknown) {
            connection.clearWarnings();
        }
    }

    /// The same for two connections to one server, and different for two servers: no two start at the same
    /// microsecond with the same port.
    static String serverOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select pg_postmaster_start_time()::text || ' ' || current_setting('port')")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
