package io.seltzer.config;

import java.time.Duration;
import java.util.Optional;

/// A data source file with its placeholders resolved (cli §4.2). Warehouse files have the same form.
///
/// @param name the first part of the names of its datasets
public record DataSourceFile(String name, Connection connection) {

    /// What it takes to connect, by type of source.
    public sealed interface Connection {
        /// As the file and the wire spell it.
        String type();
    }

    /// @param schema where a diagnostics warehouse keeps its tables; data sources have no use for it
    public record Postgres(
            String host,
            int port,
            String database,
            String user,
            Secret password,
            SslMode sslMode,
            Optional<String> sslRootCertificate,
            Duration connectTimeout,
            String schema)
            implements Connection {
        @Override
        public String type() {
            return "postgres";
        }
    }

    /// What libpq calls sslmode.
    public enum SslMode {
        DISABLE,
        ALLOW,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL
    }
}
