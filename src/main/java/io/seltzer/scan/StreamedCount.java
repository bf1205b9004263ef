package io.seltzer.scan;

import io.seltzer.check.Measurement;
import io.seltzer.plan.MetricQuery;
import java.util.Optional;

/// The rows of a user's query that the database could not count and that therefore passed by one by one.
record StreamedCount(long rows) {

    Measurement measurement() {
        return Measurement.Value.of(rows);
    }

    Optional<ScanEvent> warning(MetricQuery.RowCount query) {
        return rows > MetricQuery.RowCount.MANY_ROWS
                ? Optional.of(new ScanEvent.ManyRowsStreamed(MetricWords.of(query.metrics().getFirst()), rows))
                : Optional.empty();
    }
}
