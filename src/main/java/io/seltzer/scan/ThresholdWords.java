package io.seltzer.scan;

import io.seltzer.contract.Check;
import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.Threshold;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// A threshold as a person reads it: "must be less than 5 %, warns unless 0 %".
public final class ThresholdWords {
    private ThresholdWords() {}

    /// In the unit that the check compares: a number, percent, minutes, hours or days.
    public static String of(Check.Measured check) {
        return of(check.threshold(), switch (check) {
            case Check.Counting counting -> counting.unit() == Unit.PERCENT ? " %" : "";
            case Check.FreshnessCheck freshness -> " " + freshness.unit().key() + "s";
            case Check.RowCountCheck _, Check.AggregateCheck _, Check.MetricCheck _ -> "";
        });
    }

    private static String of(Threshold threshold, String unit) {
        List<String> words = new ArrayList<>();
        threshold.fail().ifPresent(comparison -> words.add("must be " + of(comparison, unit)));
        threshold.warn().ifPresent(comparison -> words.add("warns unless " + of(comparison, unit)));
        return String.join(", ", words);
    }

    private static String of(Comparison comparison, String unit) {
        return switch (comparison) {
            case Comparison.Equal(BigDecimal value) -> number(value, unit);
            case Comparison.NotEqual(BigDecimal value) -> "other than " + number(value, unit);
            case Comparison.Greater(Bound bound) -> above(bound, unit);
            case Comparison.Less(Bound bound) -> below(bound, unit);
            case Comparison.Between(Bound greater, Bound less) -> above(greater, unit) + " and " + below(less, unit);
            case Comparison.NotBetween(Bound greater, Bound less) -> above(greater, unit) + " or " + below(less, unit);
        };
    }

    private static String above(Bound bound, String unit) {
        return (bound.inclusive() ? "at least " : "more than ") + number(bound.value(), unit);
    }

    private static String below(Bound bound, String unit) {
        return (bound.inclusive() ? "at most " : "less than ") + number(bound.value(), unit);
    }

    private static String number(BigDecimal value, String unit) {
        String digits = value.stripTrailingZeros().toPlainString();
        return digits + (value.compareTo(BigDecimal.ONE) == 0 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit);
    }
}
