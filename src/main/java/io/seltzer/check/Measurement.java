package io.seltzer.check;

import java.math.BigDecimal;

/// What became of measuring a metric.
public sealed interface Measurement permits Measurement.Value, Unmeasured {
    record Value(BigDecimal value) implements Measurement {
        public static Value of(long count) {
            return new Value(BigDecimal.valueOf(count));
        }
    }
}
