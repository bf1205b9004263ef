package io.seltzer.cloud.web;

import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.V4;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What the value of a check counts.
enum Unit {
    ROWS,
    PERCENT,
    /// Differences between the columns that are and those that were agreed.
    DIFFERENCES,
    /// How old the data are, in milliseconds.
    AGE,
    NONE;

    /// @param v4 absent when the check was not measured
    static Unit of(@Nullable V4 v4, boolean percent) {
        return switch (v4) {
            case null -> percent ? PERCENT : NONE;
            case Diagnostics.Missing _,
                    Diagnostics.Invalid _,
                    Diagnostics.Duplicate _,
                    Diagnostics.FailedRows _ ->
                percent ? PERCENT : ROWS;
            case Diagnostics.RowCount _ -> ROWS;
            case Diagnostics.Schema _ -> DIFFERENCES;
            case Diagnostics.Freshness _ -> AGE;
            case Diagnostics.Aggregate _, Diagnostics.Metric _, Diagnostics.AnomalyDetection _ -> NONE;
        };
    }

    /// `204 rows`, `21.63 %`
    String with(BigDecimal value) {
        boolean one = value.compareTo(BigDecimal.ONE) == 0;
        String number = Figures.decimal(value);
        return switch (this) {
            case ROWS -> Figures.with(number, one ? "row" : "rows");
            case PERCENT -> Figures.percent(value);
            case DIFFERENCES ->
                value.signum() == 0 ? "as agreed" : Figures.with(number, one ? "difference" : "differences");
            case AGE -> Figures.age(value);
            case NONE -> number;
        };
    }

    /// A bound, without its unit where that is said once for all bounds.
    String bound(BigDecimal value) {
        return switch (this) {
            case AGE -> Figures.age(value);
            case ROWS, PERCENT, DIFFERENCES, NONE -> Figures.decimal(value);
        };
    }
}
