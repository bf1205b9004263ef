package io.seltzer.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// DuckDB has no SQLSTATEs. This finds the one that PostgreSQL would give, from the fixed words at the beginning of
/// DuckDB's text; the rest of the text may quote values and goes no further.
final class DuckDbFailures {
    private static final Map<String, String> BY_BEGINNING = Map.ofEntries(
            Map.entry("Binder Error: Referenced column", "42703"),
            Map.entry("Binder Error: Referenced table", "42P01"),
            Map.entry("Binder Error: Table", "42703"),
            Map.entry("Binder Error: Ambiguous", "42702"),
            Map.entry("Binder Error: No function matches", "42883"),
            Map.entry("Binder Error: Could not choose", "42883"),
            Map.entry("Binder Error: Cannot compare", "42883"),
            Map.entry("Binder Error: column", "42803"),
            Map.entry("Binder Error: Catalog", "3D000"),
            Map.entry("Binder Error", "42000"),
            Map.entry("Catalog Error: Table with name", "42P01"),
            Map.entry("Catalog Error: Scalar Function", "42883"),
            Map.entry("Catalog Error: Aggregate Function", "42883"),
            Map.entry("Catalog Error: Table Function", "42883"),
            Map.entry("Catalog Error: Type", "42704"),
            Map.entry("Catalog Error: SET schema", "3F000"),
            Map.entry("Catalog Error: Schema", "3F000"),
            Map.entry("Catalog Error", "42000"),
            Map.entry("Parser Error", "42601"),
            Map.entry("Syntax Error", "42601"),
            Map.entry("Conversion Error", "22P02"),
            Map.entry("Out of Range Error", "22003"),
            Map.entry("Invalid Input Error", "22023"),
            Map.entry("Mismatch Type Error", "42804"),
            Map.entry("Invalid type Error", "42804"),
            Map.entry("Decimal Error", "22003"),
            Map.entry("Divide by Zero Error", "22012"),
            Map.entry("Constraint Error", "23000"),
            Map.entry("Permission Error", "42501"),
            Map.entry("Not implemented Error", "0A000"),
            Map.entry("INTERRUPT Error", SqlStates.CANCELED),
            Map.entry("Out of Memory Error", "53200"),
            Map.entry("IO Error: Could not set lock", "55006"),
            Map.entry("IO Error", "58030"),
            Map.entry("HTTP Error", "58030"),
            Map.entry("Connection Error", SqlStates.BROKEN),
            Map.entry("TransactionContext Error", "25P02"),
            Map.entry("FATAL Error", "XX000"),
            Map.entry("INTERNAL Error", "XX000"));

    private DuckDbFailures() {}

    /// @param text DuckDB's own, for its beginning only
    static String sqlState(@Nullable String text) {
        return text == null
                ? "HY000"
                : BY_BEGINNING.entrySet().stream()
                        .filter(entry -> text.startsWith(entry.getKey()))
                        .max((one, other) -> Integer.compare(
                                one.getKey().length(), other.getKey().length()))
                        .map(Map.Entry::getValue)
                        .orElse("HY000");
    }
}
