package io.seltzer.warehouse;

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

    /// @param sourceType as the source's catalog spells it, e.g. `numeric(10,2)`
    public static WarehouseColumn of(String name, Optional<String> sourceType) {
        String type = MODIFIER.matcher(sourceType.orElse(TEXT)).replaceAll("").strip();
        String element = type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
        return KEPT.contains(element) && sourceType.isPresent()
                ? new WarehouseColumn(name, type, false)
                : new WarehouseColumn(name, TEXT, true);
    }

    WarehouseColumn widened() {
        return new WarehouseColumn(name, TEXT, true);
    }
}
