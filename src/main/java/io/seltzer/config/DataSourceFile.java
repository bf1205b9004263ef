package io.seltzer.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A data source file with its placeholders resolved (cli §4.2).
///
/// @param name the first part of the names of its datasets
public record DataSourceFile(String name, Connection connection) {

    /// What it takes to connect, by type of source.
    public sealed interface Connection {
        /// As the file and the wire spell it.
        String type();
    }

    /// @param parallel the most connections that one scan opens at the same time
    /// @param schema where a diagnostics warehouse keeps its tables; data sources have no use for it
    public record Postgres(
            String host,
            int port,
            String database,
            String user,
            Secret password,
            SslMode sslMode,
            Optional<String> sslRootCertificate,
            Optional<ClientCertificate> clientCertificate,
            Duration connectTimeout,
            int parallel,
            String schema)
            implements Connection {
        public static final int DEFAULT_PARALLEL = 4;

        @Override
        public String type() {
            return "postgres";
        }
    }

    /// PEM files with which a client shows who it is.
    public record ClientCertificate(String certificate, String key) {}

    /// What libpq calls sslmode.
    public enum SslMode {
        DISABLE,
        ALLOW,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL
    }

    /// @param database a database file, `:memory:`, or a file with one table: CSV, Parquet or JSON
    /// @param schema in which a dataset without one is
    /// @param configuration the database's own settings
    public record DuckDb(String database, String schema, boolean readOnly, Map<String, String> configuration)
            implements Connection {
        public DuckDb {
            configuration = Map.copyOf(configuration);
        }

        @Override
        public String type() {
            return "duckdb";
        }
    }
}
