package io.seltzer.cloud.web;

import io.seltzer.monitor.MonitorMetric;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Values and expected ranges of a metric as pages write them: `21.63 %`, `0 to 6.02 %`, `7.5 h`.
final class MetricFigures {
    private static final String DASH = "–";
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    private MetricFigures() {}

    static String value(MonitorMetric metric, @Nullable Double value) {
        if (value == null || value.isNaN()) {
            return DASH;
        }
        if (value.isInfinite()) {
            return value > 0 ? "∞" : "−∞";
        }
        BigDecimal number = BigDecimal.valueOf(value);
        return switch (metric.kind()) {
            case PERCENT -> Figures.percent(number);
            case AGE -> age(number);
            case DIFFERENCE -> (value > 0 ? "+" : "") + Figures.decimal(number);
            case COUNT -> counted(metric, number);
            case SPREAD, NUMBER -> Figures.decimal(number);
        };
    }

    /// A bound that is absent or infinite is none.
    static String range(MonitorMetric metric, @Nullable Double lower, @Nullable Double upper) {
        boolean low = lower != null && Double.isFinite(lower);
        boolean high = upper != null && Double.isFinite(upper);
        if (low && high) {
            return bound(metric, lower) + " to " + value(metric, upper);
        }
        if (low) {
            return "from " + value(metric, lower);
        }
        return high ? "up to " + value(metric, upper) : DASH;
    }

    private static String bound(MonitorMetric metric, @Nullable Double bound) {
        return switch (metric.kind()) {
            case PERCENT, COUNT -> Figures.decimal(BigDecimal.valueOf(bound == null ? 0 : bound));
            case AGE -> bound == null || bound == 0 ? "0" : value(metric, bound);
            case DIFFERENCE, SPREAD, NUMBER -> value(metric, bound);
        };
    }

    private static String age(BigDecimal hours) {
        return Figures.age(hours.multiply(MILLIS_PER_HOUR));
    }

    private static String counted(MonitorMetric metric, BigDecimal number) {
        boolean one = number.compareTo(BigDecimal.ONE) == 0;
        String figure = Figures.decimal(number);
        return switch (metric) {
            case TOTAL_ROW_COUNT, PARTITION_ROW_COUNT, COUNT -> Figures.with(figure, one ? "row" : "rows");
            case SCHEMA_CHANGES -> Figures.with(figure, one ? "change" : "changes");
            default -> figure;
        };
    }
}
