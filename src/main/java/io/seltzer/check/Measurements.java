package io.seltzer.check;

import io.seltzer.contract.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// All that a scan learnt about one dataset.
///
/// @param schema empty when nobody asked for the columns
public record Measurements(Map<Metric, Measurement> metrics, Optional<SchemaMeasurement> schema) {
    public Measurements {
        metrics = Map.copyOf(metrics);
    }

    Measurement of(Metric metric) {
        return metrics.getOrDefault(metric, Unmeasured.NOT_ATTEMPTED);
    }

    /// A number of rows; empty when it was not measured.
    ///
    /// @throws ArithmeticException when the value is not a whole number: no count then
    OptionalLong count(Metric metric) {
        return switch (of(metric)) {
            case Measurement.Value(var value) -> OptionalLong.of(value.longValueExact());
            case Measurement.Moment _, Measurement.NoValue _, Unmeasured _ -> OptionalLong.empty();
        };
    }

    Optional<Unmeasured> cause(Metric metric) {
        return of(metric) instanceof Unmeasured unmeasured ? Optional.of(unmeasured) : Optional.empty();
    }
}
