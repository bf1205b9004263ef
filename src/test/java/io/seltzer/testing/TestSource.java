package io.seltzer.testing;

import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFile.DuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A new, empty data source of each type, which a test fills before it is scanned.
public sealed interface TestSource {
    String NAME = "shop";

    DataSourceFile file();

    /// Where tables are made by a name without a schema.
    List<String> prefixes();

    void run(String... statements) throws SQLException;

    /// The first parts of the names of its datasets.
    default String prefix() {
        return Stream.concat(Stream.of(NAME), prefixes().stream()).reduce("", (all, part) -> all + part + "/");
    }

    static TestSource postgres() {
        return new OfPostgres(TestPostgres.freshDatabase());
    }

    /// In a file that is gone when the folder is.
    static TestSource duckDb(Path folder) {
        try {
            return new OfDuckDb(Files.createTempDirectory(folder, "duckdb").resolve("shop.duckdb"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record OfPostgres(TestPostgres.Database database) implements TestSource {
        @Override
        public DataSourceFile file() {
            return new DataSourceFile(NAME, database.settings());
        }

        @Override
        public List<String> prefixes() {
            return List.of(database.name(), "public");
        }

        @Override
        public void run(String... statements) throws SQLException {
            database.run(statements);
        }
    }

    /// Nobody but us may have the file open while it is filled.
    record OfDuckDb(Path path) implements TestSource {
        @Override
        public DataSourceFile file() {
            return new DataSourceFile(NAME, new DuckDb(path.toString(), "main", false, Map.of()));
        }

        @Override
        public List<String> prefixes() {
            return List.of("main");
        }

        @Override
        public void run(String... statements) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + path);
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }
    }
}
