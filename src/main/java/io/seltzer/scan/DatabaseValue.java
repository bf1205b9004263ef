package io.seltzer.scan;

import io.seltzer.check.Measurement;
import io.seltzer.check.Unmeasured;
import io.seltzer.contract.Metric;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a driver returned for a metric, as a measurement (contract-language §9.6 to §9.9). NULL is no value; what
/// cannot be read costs its own metric only, and no sentence repeats it.
final class DatabaseValue {
    static final String NOT_A_NUMBER = "value.not-a-number";
    static final String NOT_A_TIME = "value.not-a-time";

    private DatabaseValue() {}

    static Measurement of(Metric metric, @Nullable Object value) {
        if (value == null) {
            return new Measurement.NoValue();
        }
        return switch (metric) {
            case Metric.Rows _,
                    Metric.MissingRows _,
                    Metric.InvalidRows _,
                    Metric.UnreferencedRows _,
                    Metric.DistinctValues _,
                    Metric.DistinctTuples _,
                    Metric.ConditionRows _,
                    Metric.QueryRows _,
                    Metric.FunctionValue _,
                    Metric.ExpressionValue _,
                    Metric.QueryValue _ ->
                number(metric, value, NumberReading::of);
            case Metric.QueryRowsTested _ -> number(metric, value, NumberReading::whole);
            case Metric.LatestTime _ -> TimeReading.of(value)
                    .<Measurement>map(Measurement.Moment::new)
                    .orElseGet(() -> new Unmeasured(
                            NOT_A_TIME,
                            "It is " + ValueKind.of(value) + ", not a time. Use a column of a date or timestamp type,"
                                    + " or text such as 2026-05-04T08:00:00Z."));
        };
    }

    private static Measurement number(
            Metric metric, Object value, Function<Object, java.util.Optional<BigDecimal>> reading) {
        return reading.apply(value)
                .<Measurement>map(Measurement.Value::new)
                .orElseGet(() -> new Unmeasured(
                        NOT_A_NUMBER,
                        "It is " + ValueKind.of(value) + ", not a finite "
                                + (metric instanceof Metric.QueryRowsTested ? "whole number." : "number.")));
    }
}
