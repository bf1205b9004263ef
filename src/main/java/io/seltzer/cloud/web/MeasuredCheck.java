package io.seltzer.cloud.web;

import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.V4;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A check and its latest result, as the tables have them.
///
/// @param column null for checks of the whole dataset
/// @param diagnostics null before the first result, like `measured`
/// @param lastSeven oldest first, at most seven
record MeasuredCheck(
        String identity,
        String name,
        @Nullable String column,
        String definition,
        State state,
        @Nullable Diagnostics diagnostics,
        @Nullable Instant measured,
        List<State> lastSeven) {

    /// Rows of the dataset that the check looked at; empty when it counted none.
    Optional<Long> datasetRows() {
        @Nullable V4 v4 = diagnostics == null ? null : diagnostics.v4();
        return Optional.ofNullable(
                switch (v4) {
                    case Diagnostics.Missing missing -> missing.datasetRowsTested();
                    case Diagnostics.Invalid invalid -> invalid.datasetRowsTested();
                    case Diagnostics.Duplicate duplicate -> duplicate.datasetRowsTested();
                    case Diagnostics.RowCount rows -> rows.datasetRowsTested();
                    case Diagnostics.Aggregate aggregate -> aggregate.datasetRowsTested();
                    case Diagnostics.Metric metric -> metric.datasetRowsTested();
                    case Diagnostics.FailedRows rows -> rows.datasetRowsTested();
                    case Diagnostics.Freshness freshness -> freshness.datasetRowsTested();
                    case Diagnostics.Schema _, Diagnostics.AnomalyDetection _ -> null;
                    case null -> null;
                });
    }
}
