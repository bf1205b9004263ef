package io.seltzer.plan;

import io.seltzer.monitor.MonitorMetric;
import io.seltzer.sql.ColumnKind;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.Measures;
import java.time.ZoneId;
import java.util.Optional;

/// Formulas of metrics over the rows themselves.
///
/// @param zone in which times without a zone are told
record MetricFormulas(Dialect dialect, ZoneId zone) {
    Formula rows() {
        return new Formula.Tally(dialect.countRows());
    }

    Formula age(String column, ColumnKind kind) {
        return new Formula.Age(
                measures().latestSeconds(column), kind == ColumnKind.INSTANT ? Optional.empty() : Optional.of(zone));
    }

    /// Empty when the metric does not fit the column.
    ///
    /// @param column its name in quotes
    Optional<Formula> of(MonitorMetric metric, String column, ColumnKind kind) {
        String present = "COUNT(" + column + ")";
        return switch (metric) {
            case COUNT -> Optional.of(new Formula.Tally(present));
            case MISSING_PERCENT -> Optional.of(new Formula.PercentWithout(present, dialect.countRows()));
            case UNIQUE_COUNT ->
                Optional.of(new Formula.Tally(dialect.countDistinct(column, Optional.empty())));
            case MINIMUM -> number(kind, "MIN(" + column + ")");
            case MAXIMUM -> number(kind, "MAX(" + column + ")");
            case AVERAGE -> kind == ColumnKind.NUMBER
                    ? Optional.of(new Formula.Mean(measures().number("SUM(" + column + ")"), present))
                    : Optional.empty();
            case SUM -> number(kind, "SUM(" + column + ")");
            case STANDARD_DEVIATION -> number(kind, "STDDEV_SAMP(" + column + ")");
            case VARIANCE -> number(kind, "VAR_SAMP(" + column + ")");
            case FIRST_QUARTILE -> number(kind, measures().percentile(column, "0.25"));
            case MEDIAN -> number(kind, measures().percentile(column, "0.5"));
            case THIRD_QUARTILE -> number(kind, measures().percentile(column, "0.75"));
            case AVERAGE_LENGTH -> length(kind, "AVG", column);
            case MINIMUM_LENGTH -> length(kind, "MIN", column);
            case MAXIMUM_LENGTH -> length(kind, "MAX", column);
            case MOST_RECENT_TIMESTAMP -> kind.isTime() ? Optional.of(age(column, kind)) : Optional.empty();
            case TOTAL_ROW_COUNT, TOTAL_ROW_COUNT_CHANGE, LAST_MODIFICATION, SCHEMA_CHANGES, PARTITION_ROW_COUNT,
                    DUPLICATE_PERCENT, CUSTOM_SQL ->
                throw new IllegalArgumentException("no metric over a column in one pass");
        };
    }

    private Optional<Formula> number(ColumnKind kind, String aggregate) {
        return kind == ColumnKind.NUMBER
                ? Optional.of(new Formula.Amount(measures().number(aggregate)))
                : Optional.empty();
    }

    private Optional<Formula> length(ColumnKind kind, String function, String column) {
        return kind == ColumnKind.TEXT
                ? Optional.of(new Formula.Amount(measures().number(function + "(" + dialect.length(column) + ")")))
                : Optional.empty();
    }

    private Measures measures() {
        return dialect.measures();
    }
}
