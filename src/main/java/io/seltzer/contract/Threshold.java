package io.seltzer.contract;

import java.math.BigDecimal;
import java.util.Optional;

/// Where a check's value must lie. At least one of the two is there (contract-language §8).
///
/// @param fail the comparison whose violation fails the check
/// @param warn the comparison whose violation warns
public record Threshold(Optional<Comparison> fail, Optional<Comparison> warn) {

    public static Threshold failing(Comparison comparison) {
        return new Threshold(Optional.of(comparison), Optional.empty());
    }

    /// The condition under which a value passes.
    public sealed interface Comparison {
        record Equal(BigDecimal value) implements Comparison {}

        record NotEqual(BigDecimal value) implements Comparison {}

        record Greater(Bound bound) implements Comparison {}

        record Less(Bound bound) implements Comparison {}

        /// Both bounds hold.
        record Between(Bound greater, Bound less) implements Comparison {}

        /// One of the bounds holds; `greater` lies above `less`.
        record NotBetween(Bound greater, Bound less) implements Comparison {}
    }

    /// One end of a range.
    ///
    /// @param inclusive whether the value itself passes
    public record Bound(BigDecimal value, boolean inclusive) {}
}
