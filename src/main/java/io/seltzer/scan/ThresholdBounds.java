package io.seltzer.scan;

import io.seltzer.contract.AgeUnit;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.protocol.results.Diagnostics.Bounds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// A comparison says which values pass; the wire wants the region of those that do not (cloud-protocol §6).
final class ThresholdBounds {
    private ThresholdBounds() {}

    static Bounds violating(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Equal _, Comparison.NotEqual _ -> new Bounds(null, null, null, null);
            case Comparison.Greater(Bound bound) -> atOrBelow(bound);
            case Comparison.Less(Bound bound) -> atOrAbove(bound);
            case Comparison.Between(Bound greater, Bound less) -> both(atOrAbove(less), atOrBelow(greater));
            case Comparison.NotBetween(Bound greater, Bound less) -> both(atOrAbove(less), atOrBelow(greater));
        };
    }

    /// Bounds of an age, in whole milliseconds.
    static Bounds violating(Comparison comparison, AgeUnit unit) {
        Bounds bounds = violating(comparison);
        return new Bounds(
                millis(bounds.greaterThan(), unit),
                millis(bounds.greaterThanOrEqual(), unit),
                millis(bounds.lessThan(), unit),
                millis(bounds.lessThanOrEqual(), unit));
    }

    private static @Nullable BigDecimal millis(@Nullable BigDecimal bound, AgeUnit unit) {
        return bound == null
                ? null
                : bound.multiply(BigDecimal.valueOf(unit.length().toMillis())).setScale(0, RoundingMode.DOWN);
    }

    /// The bound's own value violates unless it is inclusive.
    private static Bounds atOrAbove(Bound bound) {
        BigDecimal value = bound.value();
        return bound.inclusive() ? new Bounds(value, null, null, null) : new Bounds(null, value, null, null);
    }

    private static Bounds atOrBelow(Bound bound) {
        BigDecimal value = bound.value();
        return bound.inclusive() ? new Bounds(null, null, value, null) : new Bounds(null, null, null, value);
    }

    private static Bounds both(Bounds above, Bounds below) {
        return new Bounds(
                above.greaterThan(), above.greaterThanOrEqual(), below.lessThan(), below.lessThanOrEqual());
    }
}
