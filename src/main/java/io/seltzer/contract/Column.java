package io.seltzer.contract;

import java.util.Optional;
import java.util.OptionalInt;

/// A column as the contract expects it; its checks stand in [Contract#checks()].
///
/// @param type native type name; only the schema check looks at it
public record Column(String name, Optional<String> type, TypeParameters parameters) {

    /// Each is compared by the schema check only where the contract states it.
    public record TypeParameters(
            OptionalInt characterMaximumLength,
            OptionalInt numericPrecision,
            OptionalInt numericScale,
            OptionalInt datetimePrecision) {
        public static final TypeParameters NONE = new TypeParameters(
                OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }
}
