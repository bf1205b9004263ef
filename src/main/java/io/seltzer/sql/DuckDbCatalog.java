package io.seltzer.sql;

import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Literal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// DuckDB's own catalogue. It keeps no time of any change.
///
/// @param dialect of names and literals
record DuckDbCatalog(DuckDbDialect dialect) implements CatalogQueries {

    @Override
    public String columns(List<DatasetName> datasets) {
        return """
                SELECT w.dataset, TRUE AS readable, c.column_name,
                       lower(regexp_replace(c.data_type, '\\(.*\\)', '')) AS data_type, c.data_type AS source_type
                """
                + wanted(datasets) + "JOIN duckdb_columns() AS c ON " + same() + "\nORDER BY w.dataset, c.column_index";
    }

    /// Of a view nothing is known.
    @Override
    public String notes(List<DatasetName> datasets) {
        return "SELECT w.dataset, c.estimated_size AS row_count, FALSE AS knows_changes\n"
                + wanted(datasets) + "JOIN duckdb_tables() AS c ON " + same() + "\nORDER BY w.dataset";
    }

    @Override
    public Optional<String> lastChange(DatasetName dataset) {
        return Optional.empty();
    }

    private static String same() {
        return """
                lower(c.table_name) = lower(w.table_name)
                 AND lower(c.schema_name) = lower(coalesce(w.schema_name, current_schema()))
                 AND lower(c.database_name) = lower(coalesce(w.database_name, current_database()))""";
    }

    private String wanted(List<DatasetName> datasets) {
        return IntStream.range(0, datasets.size())
                .mapToObj(i -> {
                    DatasetName dataset = datasets.get(i);
                    List<String> prefixes = dataset.prefixes();
                    String database = prefixes.size() < 2 ? "NULL::VARCHAR" : text(prefixes.get(prefixes.size() - 2));
                    String schema = prefixes.isEmpty() ? "NULL::VARCHAR" : text(prefixes.getLast());
                    return "(" + i + ", " + database + ", " + schema + ", " + text(dataset.table()) + ")";
                })
                .collect(Collectors.joining(
                        ",\n    ", "FROM (VALUES\n    ", "\n) AS w(dataset, database_name, schema_name, table_name)\n"));
    }

    private String text(String value) {
        return dialect.literal(new Literal.Text(value));
    }
}
