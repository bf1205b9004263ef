package io.seltzer.sql;

import io.seltzer.contract.AggregateFunction;
import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Literal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// PostgreSQL. Literals rely on `standard_conforming_strings = on`, which each session must set: with it off a
/// backslash in a literal would be an escape.
public final class PostgresDialect implements Dialect {
    private static final int MAX_STATEMENT_LENGTH = 63 * 1024 * 1024;

    /// MaxTupleAttributeNumber of the server.
    private static final int MAX_RESULT_COLUMNS = 1664;

    /// Below this, sorting costs less than another query.
    private static final long MANY_ROWS = 100_000;

    /// Least correlation between the order of a column's values and that of their rows.
    private static final double SORTED = 0.99;

    private static final TypeSynonyms TYPES = new TypeSynonyms(List.of(
            Set.of("varchar", "character varying"),
            Set.of("char", "character"),
            Set.of("integer", "int", "int4"),
            Set.of("bigint", "int8"),
            Set.of("smallint", "int2"),
            Set.of("real", "float4"),
            Set.of("double precision", "float8"),
            Set.of("timestamp", "timestamp without time zone"),
            Set.of("decimal", "numeric")));

    @Override
    public String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String table(DatasetName dataset) {
        List<String> parts = new ArrayList<>(dataset.prefixes());
        parts.add(dataset.table());
        return parts.stream().map(this::identifier).collect(Collectors.joining("."));
    }

    @Override
    public String literal(Literal literal) {
        return switch (literal) {
            case Literal.Text(String value) -> textLiteral(value);
            // Not the plain form: a short text such as 1e999999999 would become a gigabyte of digits.
            case Literal.Decimal(var value) -> value.toString();
            case Literal.Truth(boolean value) -> value ? "TRUE" : "FALSE";
            case Literal.Date(var value) -> "DATE " + textLiteral(value.toString());
            case Literal.DateTime(var value, var offset) ->
                textLiteral(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value)
                        + (offset == null ? "" : offset.getId()));
        };
    }

    private static String textLiteral(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    @Override
    public String matches(String expression, String regex) {
        return expression + " ~ " + textLiteral(regex);
    }

    @Override
    public String length(String expression) {
        return "LENGTH(" + expression + ")";
    }

    @Override
    public String text(String expression) {
        return expression + "::text";
    }

    /// A row's own text form quotes its members, so it keeps them apart whatever they hold, writes NULL like
    /// nothing else, and needs no ordering of the members' types (json has none). Comparing it byte by byte is
    /// exact and four times faster than comparing rows.
    @Override
    public String tuple(List<String> expressions) {
        String members = expressions.stream().map(this::text).collect(Collectors.joining(", "));
        return "(ROW(" + members + ")::text COLLATE \"C\")";
    }

    @Override
    public String countRows() {
        return "COUNT(*)";
    }

    @Override
    public String count(String condition) {
        return countRows() + filter(Optional.of(condition));
    }

    @Override
    public String countDistinct(String expression, Optional<String> condition) {
        return "COUNT(DISTINCT " + expression + ")" + filter(condition);
    }

    /// What the statistics say, over all partitions. A table that was never analysed has its size in pages; 60 rows
    /// fit in one when they have a hundred bytes and more.
    @Override
    public Optional<String> statistics(DatasetName dataset) {
        String table = "pg_catalog.to_regclass(" + textLiteral(table(dataset)) + ")";
        return Optional.of("""
                SELECT (SELECT SUM(CASE WHEN c.reltuples >= 0 THEN c.reltuples
                                        ELSE pg_catalog.pg_relation_size(c.oid) / 8192 * 60 END)
                        FROM pg_catalog.pg_class AS c
                        WHERE c.relkind IN ('r', 'm') AND c.oid IN (
                            SELECT %1$s::oid
                            UNION ALL
                            SELECT t.relid FROM pg_catalog.pg_partition_tree(%1$s) AS t
                        ))::bigint AS row_count,
                       ARRAY(SELECT s.attname::text
                             FROM pg_catalog.pg_stats AS s
                             JOIN pg_catalog.pg_class AS c ON c.relname = s.tablename
                             JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = s.schemaname
                             WHERE c.oid = %1$s AND abs(s.correlation) > %2$s) AS sorted_columns"""
                .formatted(table, SORTED));
    }

    /// `COUNT(DISTINCT ...)` sorts all values in one process, which keeps its whole query to that process; what lies
    /// in order already takes no time, though. Grouping hashes the values.
    @Override
    public DistinctCounting distinctCounting(TableStatistics statistics, Optional<String> column) {
        if (!statistics.hasAtLeast(MANY_ROWS)) {
            return DistinctCounting.FUSED;
        }
        return column.filter(statistics.sorted()::contains).isPresent() ? DistinctCounting.ALONE : DistinctCounting.GROUPED;
    }

    /// As text, in which the driver can read what it has no type for: infinite numbers, and days outside of the years 1
    /// to 9999. It would give up the connection.
    @Override
    public String function(AggregateFunction function, String expression, String condition) {
        String aggregate = switch (function) {
            case AVG, SUM, MIN, MAX -> function.name() + "(" + expression + ")";
            case AVG_LENGTH -> "AVG(" + length(expression) + ")";
            case MIN_LENGTH -> "MIN(" + length(expression) + ")";
            case MAX_LENGTH -> "MAX(" + length(expression) + ")";
        };
        return text(aggregate + filter(Optional.of(condition)));
    }

    /// As text, for the same reason.
    @Override
    public String latest(String expression, Optional<String> condition) {
        return text("MAX(" + expression + ")" + filter(condition));
    }

    @Override
    public String countResult(String query) {
        return "SELECT " + countRows() + "\nFROM (\n" + query + "\n) AS failed_rows";
    }

    @Override
    public String firstRows(String query, int number) {
        return "SELECT *\nFROM (\n" + query + "\n) AS result\nLIMIT " + number;
    }

    @Override
    public String countAlike(String key, Optional<String> condition) {
        return countRows() + filter(condition) + " OVER (PARTITION BY " + key + ")";
    }

    private static String filter(Optional<String> condition) {
        return condition.map(where -> " FILTER (WHERE " + where + ")").orElse("");
    }

    /// A `text[]`.
    @Override
    public String labels(List<Label> labels) {
        return labels.stream()
                .map(label -> "CASE WHEN " + label.condition() + " THEN " + textLiteral(label.text()) + " END")
                .collect(Collectors.joining(",\n        ", "array_remove(ARRAY[\n        ", "\n    ]::text[], NULL)"));
    }

    @Override
    public MetadataQuery columns(DatasetName dataset) {
        return new PostgresColumns(PostgresDialect::textLiteral).query(dataset);
    }

    @Override
    public DiscoveryQuery datasets(NamePatterns patterns) {
        return new PostgresDatasets(PostgresDialect::textLiteral).query(patterns);
    }

    @Override
    public Measures measures() {
        return new PostgresMeasures();
    }

    @Override
    public CatalogQueries catalog() {
        return new PostgresCatalog(this);
    }

    @Override
    public boolean sameType(String left, String right) {
        return TYPES.same(left, right);
    }

    @Override
    public int maxStatementLength() {
        return MAX_STATEMENT_LENGTH;
    }

    @Override
    public int maxResultColumns() {
        return MAX_RESULT_COLUMNS;
    }
}
