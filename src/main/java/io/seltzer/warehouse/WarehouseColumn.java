package io.seltzer.warehouse;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A dataset's column as the warehouse keeps it.
///
/// @param type a type that every PostgreSQL server has
/// @param asText whether the value must be cast to text on the way: enums, domains and types of extensions
///     do not exist in the warehouse
public record WarehouseColumn(String name, String type, boolean asText) {
    private static final String TEXT = "text";
    private static final Pattern MODIFIER = Pattern.compile("\\([0-9, -]*\\)");
    private static final Set<String> KEPT = Set.of(
            "boolean", "smallint", "integer", "bigint", "real", "double precision", "numeric", TEXT,
            "character varying", "date", "timestamp without time zone", "timestamp with time zone",
            "time without time zone", "time with time zone", "interval", "uuid", "json", "jsonb", "bytea", "inet",
            "cidr", "macaddr");

    private static final Map<String, String> DUCKDB = Map.ofEntries(
            Map.entry("BOOLEAN", "boolean"),
            Map.entry("TINYINT", "smallint"),
            Map.entry("UTINYINT", "smallint"),
            Map.entry("SMALLINT", "smallint"),
            Map.entry("USMALLINT", "integer"),
            Map.entry("INTEGER", "integer"),
            Map.entry("UINTEGER", "bigint"),
            Map.entry("BIGINT", "bigint"),
            Map.entry("UBIGINT", "numeric"),
            Map.entry("HUGEINT", "numeric"),
            Map.entry("UHUGEINT", "numeric"),
            Map.entry("DECIMAL", "numeric"),
            Map.entry("FLOAT", "real"),
            Map.entry("DOUBLE", "double precision"),
            Map.entry("DATE", "date"),
            Map.entry("TIME", "time without time zone"),
            Map.entry("TIMESTAMP", "timestamp without time zone"),
            Map.entry("TIMESTAMP_S", "timestamp without time zone"),
            Map.entry("TIMESTAMP_MS", "timestamp without time zone"),
            Map.entry("TIMESTAMP_NS", "timestamp without time zone"),
            Map.entry("TIMESTAMP WITH TIME ZONE", "timestamp with time zone"),
            Map.entry("UUID", "uuid"));

    /// @param sourceType as the source's catalog spells it, e.g. `numeric(10,2)`
    public static WarehouseColumn of(String name, Optional<String> sourceType) {
        String type = MODIFIER.matcher(sourceType.orElse(TEXT)).replaceAll("").strip();
        String element = type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
        return KEPT.contains(element) && sourceType.isPresent()
                ? new WarehouseColumn(name, type, false)
                : new WarehouseColumn(name, TEXT, true);
    }

    /// All values of DuckDB travel as text, which the warehouse reads as its own type where there is one.
    public static WarehouseColumn ofDuckDb(String name, Optional<String> sourceType) {
        String type = MODIFIER.matcher(sourceType.orElse("")).replaceAll("").strip();
        return new WarehouseColumn(name, DUCKDB.getOrDefault(type, TEXT), true);
    }

    WarehouseColumn widened() {
        return new WarehouseColumn(name, TEXT, true);
    }
}
