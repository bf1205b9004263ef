package io.seltzer.testing;

import io.seltzer.cloud.postgres.Durability;
import io.seltzer.cloud.postgres.EmbeddedPostgres;
import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.config.DataSourceFile.SslMode;
import io.seltzer.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/// One real PostgreSQL server per test JVM, started with the first database that is asked for.
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /// @param user a superuser, who passes row-level security; make roles of your own to test that
    public record Database(String host, int port, String name, String user, String password) {
        public String jdbcUrl() {
            return "jdbc:postgresql://" + host + ":" + port + "/" + name;
        }

        /// As a data source or a warehouse.
        public Postgres settings() {
            return new Postgres(
                    host, port, name, user, new Secret(password), SslMode.DISABLE, Optional.empty(), Optional.empty(),
                    Duration.ofSeconds(5), Postgres.DEFAULT_PARALLEL, "seltzer");
        }

        public void run(String... statements) throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }

        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl(), user, password);
        }
    }

    /// A new, empty database, in some 30 ms; roles are common to all databases.
    public static Database freshDatabase() {
        EmbeddedPostgres server = Server.RUNNING;
        String name = "test_" + DATABASES.incrementAndGet();
        server.createDatabaseIfAbsent(name, server.superuser());
        return new Database(server.host(), server.port(), name, server.superuser(), server.password());
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                Path folder = newFolder();
                EmbeddedPostgres server = EmbeddedPostgres.start(
                        new EmbeddedPostgres.Settings(folder, OptionalInt.empty(), Durability.EXPENDABLE));
                endWithThisProcess(folder);
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// A shell waits for the end of its input, which comes when this JVM ends, even by a kill; a shutdown hook
        /// would not see that.
        private static void endWithThisProcess(Path folder) throws IOException {
            new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            """
                            trap '' INT TERM HUP
                            cat
                            kill -QUIT "$(head -n 1 cluster/postmaster.pid)"
                            rm -rf "$PWD"
                            """)
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }

    /// A folder directly under the system's temporary one, where the server's user gets to also when we are root and
    /// the checkout is closed to others.
    public static Path newFolder() throws IOException {
        return Files.createTempDirectory("seltzer-test-postgres-");
    }
}
