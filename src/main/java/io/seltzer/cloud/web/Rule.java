package io.seltzer.cloud.web;

import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.Bounds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A check's threshold in words, as it acts: `warns from 5, fails from 10 %`.
final class Rule {
    private Rule() {}

    static String words(Diagnostics diagnostics, AgreedValues agreed) {
        if (diagnostics.v4() instanceof Diagnostics.Schema schema) {
            return Figures.of(schema.expected().size(), "column", "columns") + " as agreed";
        }
        List<String> parts = new ArrayList<>();
        Unit unit = Unit.of(diagnostics.v4(), agreed.percent());
        add(parts, "warns", diagnostics.warn(), agreed.warning(), unit);
        add(parts, "fails", diagnostics.fail(), agreed.failing(), unit);
        if (parts.isEmpty()) {
            return "";
        }
        String rule = String.join(", ", parts);
        return switch (unit) {
            case PERCENT -> Figures.with(rule, "%");
            case ROWS -> Figures.with(rule, "rows");
            case DIFFERENCES, AGE, NONE -> rule;
        };
    }

    private static void add(
            List<String> parts, String verb, @Nullable Bounds bounds, Optional<String> agreed, Unit unit) {
        if (bounds != null) {
            parts.add(verb + ' ' + region(bounds, unit).or(() -> agreed).orElse("unless 0"));
        }
    }

    /// The violating region; empty for `must_be` and `must_not_be`. With two bounds it lies between them when
    /// the one that faces up is the smaller (`must_be_not_between`), else on both sides (`must_be_between`).
    private static Optional<String> region(Bounds bounds, Unit unit) {
        @Nullable BigDecimal low = bounds.greaterThan() == null ? bounds.greaterThanOrEqual() : bounds.greaterThan();
        @Nullable BigDecimal high = bounds.lessThan() == null ? bounds.lessThanOrEqual() : bounds.lessThan();
        if (low != null && high != null) {
            return Optional.of(
                    low.compareTo(high) <= 0
                            ? above(low, bounds, unit) + " and " + below(high, bounds, unit)
                            : below(high, bounds, unit) + " or " + above(low, bounds, unit));
        }
        if (low != null) {
            return Optional.of(above(low, bounds, unit));
        }
        return high == null ? Optional.empty() : Optional.of(below(high, bounds, unit));
    }

    private static String above(BigDecimal bound, Bounds bounds, Unit unit) {
        return (bounds.greaterThan() == null ? "from " : "above ") + unit.bound(bound);
    }

    private static String below(BigDecimal bound, Bounds bounds, Unit unit) {
        return (bounds.lessThan() == null ? "up to " : "below ") + unit.bound(bound);
    }
}
