package io.seltzer.sql;

import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Literal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// PostgreSQL's own catalogue and statistics.
///
/// @param dialect of names and literals
record PostgresCatalog(PostgresDialect dialect) implements CatalogQueries {

    /// As [PostgresColumns#query] finds one: database and schema whatever their case, but the exact name wins; without a
    /// schema the search path decides.
    private static final String RELATION =
            """
            CROSS JOIN LATERAL (
                SELECT c.oid, c.relkind,
                       pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                           AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT') AS readable
                FROM pg_catalog.pg_class AS c
                JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                  AND c.relname = w.table_name::name
                  AND (w.database_name IS NULL
                       OR lower(pg_catalog.current_database()) = lower(w.database_name))
                  AND CASE WHEN w.schema_name IS NULL THEN pg_catalog.pg_table_is_visible(c.oid)
                           ELSE lower(n.nspname) = lower(w.schema_name) END
                ORDER BY n.nspname = w.schema_name DESC
                LIMIT 1
            ) AS r
            """;

    /// Live rows, as counted since the last analysis or vacuum that the statistics know of. They are lost in a crash, so
    /// without one the table's own note counts too. A table that was never analysed and has no statistics is known
    /// only as long as it has no page.
    private static final String ROWS =
            """
            CROSS JOIN LATERAL (
                SELECT CASE WHEN bool_and(e.row_count IS NOT NULL) OR r.relkind = 'p' AND count(*) = 0
                            THEN coalesce(sum(e.row_count), 0)::bigint END AS row_count
                FROM (SELECT r.oid UNION SELECT t.relid::oid FROM pg_catalog.pg_partition_tree(r.oid) AS t) AS part
                JOIN pg_catalog.pg_class AS c ON c.oid = part.oid AND c.relkind IN ('r', 'm', 'f')
                CROSS JOIN LATERAL (
                    SELECT CASE
                        WHEN coalesce(
                                pg_catalog.pg_stat_get_last_analyze_time(c.oid),
                                pg_catalog.pg_stat_get_last_autoanalyze_time(c.oid),
                                pg_catalog.pg_stat_get_last_vacuum_time(c.oid),
                                pg_catalog.pg_stat_get_last_autovacuum_time(c.oid)) IS NOT NULL
                            THEN pg_catalog.pg_stat_get_live_tuples(c.oid)
                        WHEN c.reltuples >= 0
                            THEN greatest(c.reltuples::bigint, pg_catalog.pg_stat_get_live_tuples(c.oid))
                        WHEN pg_catalog.pg_stat_get_live_tuples(c.oid) > 0
                            THEN pg_catalog.pg_stat_get_live_tuples(c.oid)
                        WHEN c.relkind <> 'f' AND pg_catalog.pg_relation_size(c.oid) = 0 THEN 0
                    END AS row_count
                ) AS e
            ) AS s
            """;

    @Override
    public String columns(List<DatasetName> datasets) {
        return "SELECT w.dataset, r.readable, a.attname::text AS column_name, " + PostgresColumns.TYPE_NAME
                + ",\n       pg_catalog.format_type(a.atttypid, a.atttypmod) AS source_type\n"
                + wanted(datasets) + RELATION
                + """
                LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
                LEFT JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
                LEFT JOIN pg_catalog.pg_type AS b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
                ORDER BY w.dataset, a.attnum""";
    }

    @Override
    public String notes(List<DatasetName> datasets) {
        return """
                SELECT w.dataset, s.row_count,
                       pg_catalog.current_setting('track_commit_timestamp') = 'on'
                           AND r.relkind IN ('r', 'p', 'm') AS knows_changes
                """
                + wanted(datasets) + RELATION + ROWS + "ORDER BY w.dataset";
    }

    /// Of each transaction that left a row or a column behind. Rows that were deleted leave nothing.
    @Override
    public Optional<String> lastChange(DatasetName dataset) {
        String table = dialect.table(dataset);
        return Optional.of("""
                SELECT EXTRACT(EPOCH FROM max(pg_catalog.pg_xact_commit_timestamp(x.id)))::text
                FROM (
                    SELECT d.xmin AS id FROM %s AS d
                    UNION
                    SELECT a.xmin FROM pg_catalog.pg_attribute AS a
                    WHERE a.attnum > 0 AND a.attrelid = pg_catalog.to_regclass(%s)
                ) AS x"""
                .formatted(table, text(table)));
    }

    private String wanted(List<DatasetName> datasets) {
        return IntStream.range(0, datasets.size())
                .mapToObj(i -> {
                    DatasetName dataset = datasets.get(i);
                    List<String> prefixes = dataset.prefixes();
                    String database = prefixes.size() > 1 ? text(prefixes.getFirst()) : "NULL::text";
                    String schema = prefixes.isEmpty() ? "NULL::text" : text(prefixes.get(prefixes.size() > 1 ? 1 : 0));
                    return "(" + i + ", " + database + ", " + schema + ", " + text(dataset.table()) + ")";
                })
                .collect(Collectors.joining(
                        ",\n    ", "FROM (VALUES\n    ", "\n) AS w(dataset, database_name, schema_name, table_name)\n"));
    }

    private String text(String value) {
        return dialect.literal(new Literal.Text(value));
    }
}
