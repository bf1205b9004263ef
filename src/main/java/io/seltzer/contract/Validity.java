package io.seltzer.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What makes a non-missing value invalid; a value is invalid when any rule says so.
///
/// @param validValues empty optional: no rule; empty list: every value is invalid
/// @param min inclusive
/// @param max inclusive
public record Validity(
        Optional<List<Literal>> validValues,
        Optional<List<Literal>> invalidValues,
        Optional<Format> validFormat,
        Optional<Format> invalidFormat,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        OptionalInt length,
        OptionalInt minLength,
        OptionalInt maxLength,
        Optional<Reference> reference) {
    public static final Validity NONE = new Validity(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    public boolean isEmpty() {
        return equals(NONE);
    }

    /// The same rules without the reference: those that need no other table.
    public Validity withoutReference() {
        return new Validity(
                validValues, invalidValues, validFormat, invalidFormat, min, max, length, minLength, maxLength,
                Optional.empty());
    }

    /// Values must occur in a column of another dataset of the same data source.
    public record Reference(DatasetName dataset, String column) {}
}
