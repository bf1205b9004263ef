package io.seltzer.contract;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Which parameters a column type can have, as a data source names its types (contract-language §5). A type that is
/// not known may have any.
///
/// @param known type names in lower case
/// @param withLength those that can state `character_maximum_length`
/// @param withPrecision those that can state `numeric_precision` and `numeric_scale`
/// @param withTimePrecision those that can state `datetime_precision`
public record TypeRules(
        Set<String> known, Set<String> withLength, Set<String> withPrecision, Set<String> withTimePrecision) {
    private static final Set<String> CANONICAL = Set.of(
            "char", "varchar", "text", "smallint", "integer", "bigint", "decimal", "numeric", "float", "double",
            "timestamp", "timestamp_tz", "date", "time", "boolean");
    private static final Set<String> LENGTH = Set.of("varchar", "char", "character varying", "character");
    private static final Set<String> PRECISION = Set.of("numeric", "number", "decimal");
    private static final Set<String> TIME_PRECISION = Set.of(
            "timestamp", "timestamp without time zone", "timestamptz", "timestamp with time zone", "time",
            "time with time zone");

    /// Where no data source is known.
    public static final TypeRules BASE = new TypeRules(
            CANONICAL, with(LENGTH, List.of("text")), PRECISION, with(TIME_PRECISION, List.of("timestamp_tz")));

    public static final TypeRules POSTGRES = ofSource(List.of(
            "character varying", "character", "bpchar", "int2", "int", "int4", "int8", "real", "float4",
            "double precision", "float8", "timestamp without time zone", "timestamptz", "timestamp with time zone",
            "time without time zone", "bool"));

    public static final TypeRules DUCKDB = ofSource(List.of(
            "character varying", "character", "bpchar", "string", "int2", "int", "int4", "int8", "tinyint",
            "utinyint", "usmallint", "uinteger", "uint", "ubigint", "hugeint", "real", "float4",
            "double precision", "float8", "timestamp without time zone", "datetime", "timestamptz",
            "timestamp with time zone", "time without time zone", "bool"));

    public TypeRules {
        known = Set.copyOf(known);
        withLength = Set.copyOf(withLength);
        withPrecision = Set.copyOf(withPrecision);
        withTimePrecision = Set.copyOf(withTimePrecision);
    }

    private static TypeRules ofSource(List<String> natives) {
        return new TypeRules(with(CANONICAL, natives), LENGTH, PRECISION, TIME_PRECISION);
    }

    private static Set<String> with(Set<String> names, List<String> more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(more);
        return all;
    }

    /// Whether a type, as a contract spells it, can state the parameter.
    boolean allow(String parameter, String type) {
        String name = type.split("\\(", 2)[0].strip().toLowerCase(Locale.ROOT);
        return !known.contains(name)
                || switch (parameter) {
                    case "character_maximum_length" -> withLength.contains(name);
                    case "numeric_precision", "numeric_scale" -> withPrecision.contains(name);
                    default -> withTimePrecision.contains(name);
                };
    }
}
