package io.seltzer.check;

import io.seltzer.contract.Check;
import io.seltzer.contract.CheckMetrics;
import io.seltzer.contract.ColumnValues;
import io.seltzer.contract.Metric;
import java.util.OptionalLong;

/// The numbers of rows that one check speaks of. A number is empty when it was not measured, or when a number that
/// it is computed from was not.
record CheckCounts(Check check, Measurements measurements) {

    OptionalLong datasetRows() {
        return of(CheckMetrics.datasetRows());
    }

    OptionalLong rowsTested() {
        return of(CheckMetrics.rowsTested(check));
    }

    OptionalLong missing(ColumnValues values) {
        return of(CheckMetrics.missingRows(values, check.rows()));
    }

    OptionalLong of(Metric metric) {
        return measurements.count(metric);
    }

    /// Rows of the check's scope; empty for checks without one.
    OptionalLong scopeRows() {
        return check.rows().scope().isPresent() ? of(CheckMetrics.scopeRows(check)) : OptionalLong.empty();
    }

    static OptionalLong minus(OptionalLong all, OptionalLong part) {
        return all.isPresent() && part.isPresent()
                ? OptionalLong.of(all.getAsLong() - part.getAsLong())
                : OptionalLong.empty();
    }
}
