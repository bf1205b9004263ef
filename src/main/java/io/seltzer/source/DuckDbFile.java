package io.seltzer.source;

import io.seltzer.sql.DuckDbDialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `database` of a DuckDB data source names: a database, or one table's rows in a file of another format.
///
/// @param loading statements that bring the table into a database in memory
record DuckDbFile(String path, boolean isDatabase, List<String> loading) {
    private static final String IN_MEMORY = ":memory:";

    /// @throws SourceFailure when there is no such file
    static DuckDbFile of(String name, String path) {
        if (path.equals(IN_MEMORY)) {
            return new DuckDbFile(path, false, List.of());
        }
        Path file = Path.of(path);
        if (!Files.isRegularFile(file)) {
            throw new SourceFailure(
                    "source.no-file",
                    "",
                    name + ": there is no file " + path + ". A relative path begins in the working directory.");
        }
        String fileName = String.valueOf(file.getFileName());
        int dot = fileName.lastIndexOf('.');
        String table = new DuckDbDialect().identifier(fileName.substring(0, Math.max(0, dot)));
        return definition(fileName.substring(dot + 1).toLowerCase(Locale.ROOT))
                .map(definition -> new DuckDbFile(
                        path,
                        false,
                        List.of(String.format(definition, table, literal(pattern(path))))))
                .orElseGet(() -> new DuckDbFile(path, true, List.of()));
    }

    /// A list of the texts under which queries name this file.
    String paths() {
        return "[" + literal(path) + ", " + literal(pattern(path)) + "]";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// Matches this path only.
    private static String pattern(String path) {
        return path.replaceAll("[*?\\[]", "[$0]");
    }

    /// Parquet is read where it lies: only the columns and groups of rows that a query needs. Text is read once.
    private static Optional<String> definition(String extension) {
        return switch (extension) {
            case "csv" -> Optional.of("CREATE TABLE main.%s AS FROM read_csv(%s)");
            case "json" -> Optional.of("CREATE TABLE main.%s AS FROM read_json(%s)");
            case "parquet" -> Optional.of("CREATE VIEW main.%s AS FROM read_parquet(%s)");
            default -> Optional.empty();
        };
    }

    SourceFailure unreadable(String name) {
        String format = path.substring(path.lastIndexOf('.') + 1);
        return new SourceFailure(
                "source.unreadable-file",
                "58030",
                name + ": " + path + " cannot be read as " + format.toUpperCase(Locale.ROOT) + ".");
    }
}
