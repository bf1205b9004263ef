package io.seltzer.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The query for the datasets of a DuckDB database: tables and views of all its schemas.
///
/// @param literal a text as a literal of the dialect
record DuckDbDatasets(UnaryOperator<String> literal) {
    private static final String DATASETS =
            """
            SELECT schema_name, table_name
            FROM (
                SELECT database_name, schema_name, table_name, internal FROM duckdb_tables()
                UNION ALL
                SELECT database_name, schema_name, view_name, internal FROM duckdb_views()
            )
            WHERE\s""";

    DiscoveryQuery query(NamePatterns patterns) {
        List<String> conditions = new ArrayList<>(List.of(
                "NOT internal",
                "database_name = current_database()",
                "NOT starts_with(lower(table_name), '__soda_temp')"));
        conditions.addAll(patterns.conditions("table_name", literal));
        return new DiscoveryQuery(
                DATASETS + String.join("\n  AND ", conditions) + "\nORDER BY schema_name, table_name");
    }
}
