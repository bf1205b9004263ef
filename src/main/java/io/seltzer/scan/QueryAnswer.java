package io.seltzer.scan;

import io.seltzer.check.Measurement;
import io.seltzer.contract.Metric;
import io.seltzer.plan.MetricQuery;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// As much of a query's result as a measurement needs.
///
/// @param rows how many there are
/// @param columns of each
/// @param first column of the first row
record QueryAnswer(long rows, int columns, @Nullable Object first) {

    Measurement measurement(Metric metric) {
        return rows == 0 ? new Measurement.NoValue() : DatabaseValue.of(metric, first);
    }

    /// What is to be said about an answer that can be read, but is not what one would expect.
    Optional<ScanEvent> warning(MetricQuery query) {
        String what = MetricWords.of(query.metrics().getFirst());
        return switch (query) {
            case MetricQuery.Count _ -> Optional.empty();
            case MetricQuery.FirstCell _ when rows == 0 -> Optional.of(new ScanEvent.NoRow(what));
            case MetricQuery.FirstCell _ when rows > 1 || columns > 1 ->
                Optional.of(new ScanEvent.ManyCells(what, rows > 1, columns));
            case MetricQuery.FirstCell _ -> Optional.empty();
        };
    }
}
