package io.seltzer.check;

import io.seltzer.contract.Threshold;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;

/// Compares a value with a threshold (contract-language §8, §10).
final class ThresholdVerdict {
    private ThresholdVerdict() {}

    /// A failure outweighs a warning. A threshold without a comparison says nothing about any value.
    static Outcome of(CheckValue value, Threshold threshold) {
        if (threshold.fail().isEmpty() && threshold.warn().isEmpty()) {
            return Outcome.NOT_EVALUATED;
        }
        if (threshold.fail().filter(comparison -> !holds(comparison, value)).isPresent()) {
            return Outcome.FAILED;
        }
        return threshold.warn().filter(comparison -> !holds(comparison, value)).isPresent()
                ? Outcome.WARNED
                : Outcome.PASSED;
    }

    static boolean holds(Comparison comparison, CheckValue value) {
        return switch (comparison) {
            case Comparison.Equal(var expected) -> value.compareTo(expected) == 0;
            case Comparison.NotEqual(var unwanted) -> value.compareTo(unwanted) != 0;
            case Comparison.Greater(Bound bound) -> isAbove(value, bound);
            case Comparison.Less(Bound bound) -> isBelow(value, bound);
            case Comparison.Between(Bound greater, Bound less) -> isAbove(value, greater) && isBelow(value, less);
            case Comparison.NotBetween(Bound greater, Bound less) -> isAbove(value, greater) || isBelow(value, less);
        };
    }

    private static boolean isAbove(CheckValue value, Bound bound) {
        int order = value.compareTo(bound.value());
        return bound.inclusive() ? order >= 0 : order > 0;
    }

    private static boolean isBelow(CheckValue value, Bound bound) {
        int order = value.compareTo(bound.value());
        return bound.inclusive() ? order <= 0 : order < 0;
    }
}
