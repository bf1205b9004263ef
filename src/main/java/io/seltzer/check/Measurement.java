package io.seltzer.check;

import java.math.BigDecimal;
import java.time.Instant;

/// What became of measuring a metric.
public sealed interface Measurement
        permits Measurement.Value, Measurement.Moment, Measurement.NoValue, Unmeasured {
    record Value(BigDecimal value) implements Measurement {
        public static Value of(long count) {
            return new Value(BigDecimal.valueOf(count));
        }
    }

    record Moment(Instant instant) implements Measurement {}

    /// The database answered, and there was nothing to compute a number from: NULL, or no row.
    record NoValue() implements Measurement {}
}
