package io.seltzer.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The query for PostgreSQL's datasets: tables, partitioned ones too, views, materialised views and foreign tables.
///
/// @param literal a text as a literal of the dialect
record PostgresDatasets(UnaryOperator<String> literal) {
    private static final String DATASETS =
            """
            SELECT current_database()::text AS database_name, n.nspname::text AS schema_name,
                   c.relname::text AS table_name
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE\s""";

    DiscoveryQuery query(NamePatterns patterns) {
        List<String> conditions = new ArrayList<>(List.of(
                "c.relkind IN ('r', 'p', 'v', 'm', 'f')",
                "n.nspname <> 'information_schema'",
                "NOT starts_with(n.nspname::text, 'pg_')",
                "NOT starts_with(lower(c.relname::text), '__soda_temp')"));
        conditions.addAll(patterns.conditions("c.relname::text", literal));
        return new DiscoveryQuery(DATASETS + String.join("\n  AND ", conditions)
                + "\nORDER BY n.nspname::text COLLATE \"C\", c.relname::text COLLATE \"C\"");
    }
}
