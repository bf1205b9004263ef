package io.seltzer.contract;

import io.seltzer.contract.Check.AggregateCheck;
import io.seltzer.contract.Check.DuplicateCheck;
import io.seltzer.contract.Check.DuplicateRowsCheck;
import io.seltzer.contract.Check.FailedRowsCheck;
import io.seltzer.contract.Check.FreshnessCheck;
import io.seltzer.contract.Check.InvalidCheck;
import io.seltzer.contract.Check.MetricCheck;
import io.seltzer.contract.Check.MissingCheck;
import io.seltzer.contract.Check.RowCountCheck;
import io.seltzer.contract.Check.SchemaCheck;
import io.seltzer.contract.Check.UnsupportedCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which metrics a check needs. Planning and evaluation both ask here, so that they speak of the same metric.
public final class CheckMetrics {
    private CheckMetrics() {}

    /// All metrics of a check, the one that decides about its outcome first; empty for checks that measure nothing
    /// by a number.
    public static List<Metric> of(Check check) {
        return switch (check) {
            case SchemaCheck _, UnsupportedCheck _ -> List.of();
            case RowCountCheck _ -> withRows(check);
            case MissingCheck missing -> withRows(check, missingRows(missing.values(), check.rows()));
            case InvalidCheck invalid ->
                withRows(check, invalidRows(invalid), missingRows(invalid.values(), check.rows()));
            case DuplicateCheck duplicate ->
                withRows(check, distinct(duplicate), missingRows(duplicate.values(), check.rows()));
            case DuplicateRowsCheck duplicate -> withRows(check, distinct(duplicate));
            case AggregateCheck aggregate -> withRows(check, value(aggregate));
            case MetricCheck metric -> List.of(value(metric), scopeRows(check));
            case FailedRowsCheck failed -> {
                List<Metric> metrics = new ArrayList<>();
                metrics.add(failedRows(failed));
                rowsTested(failed).ifPresent(metrics::add);
                metrics.add(scopeRows(check));
                yield metrics;
            }
            case FreshnessCheck freshness -> withRows(check, latest(freshness));
        };
    }

    private static List<Metric> withRows(Check check, Metric... own) {
        List<Metric> metrics = new ArrayList<>(List.of(own));
        metrics.add(rowsTested(check));
        metrics.add(scopeRows(check));
        return metrics.stream().distinct().toList();
    }

    /// The rows that a check looks at, missing values included.
    public static Metric rowsTested(Check check) {
        return new Metric.Rows(check.rows());
    }

    /// All rows of the check's scope.
    public static Metric scopeRows(Check check) {
        return new Metric.Rows(check.rows().unfiltered());
    }

    /// All rows that the contract speaks of.
    public static Metric datasetRows() {
        return new Metric.Rows(TestedRows.OF_DATASET);
    }

    public static Metric missingRows(ColumnValues values, TestedRows rows) {
        return new Metric.MissingRows(values.expression(), values.missing(), rows);
    }

    /// With a reference the invalid rows are counted by the reference's own query, which applies the other rules too.
    public static Metric invalidRows(InvalidCheck check) {
        ColumnValues values = check.values();
        return values.validity().reference().isPresent()
                ? new Metric.UnreferencedRows(values.expression(), values.missing(), values.validity(), check.rows())
                : new Metric.InvalidRows(values.expression(), values.missing(), values.validity(), check.rows());
    }

    public static Metric distinct(DuplicateCheck check) {
        ColumnValues values = check.values();
        return new Metric.DistinctValues(values.expression(), values.missing(), check.rows());
    }

    public static Metric distinct(DuplicateRowsCheck check) {
        return new Metric.DistinctTuples(check.columns(), check.rows());
    }

    public static Metric value(AggregateCheck check) {
        ColumnValues values = check.values();
        return new Metric.FunctionValue(
                check.function(), values.expression(), values.missing(), values.validity(), check.rows());
    }

    public static Metric value(MetricCheck check) {
        return switch (check.source()) {
            case MetricSource.Expression(String sql) -> new Metric.ExpressionValue(sql, check.rows().scope());
            case MetricSource.Query(String sql) -> new Metric.QueryValue(sql);
        };
    }

    public static Metric failedRows(FailedRowsCheck check) {
        return switch (check.source()) {
            case FailedRowsSource.Condition(String sql) -> new Metric.ConditionRows(sql, check.rows());
            case FailedRowsSource.Query(String sql, _) -> new Metric.QueryRows(sql);
            case FailedRowsSource.KeysQuery(String sql, _, _) -> new Metric.QueryRows(sql);
        };
    }

    /// The rows that could have failed; empty when nobody says how many these are.
    public static Optional<Metric> rowsTested(FailedRowsCheck check) {
        return switch (check.source()) {
            case FailedRowsSource.Condition _ -> Optional.of(new Metric.Rows(check.rows()));
            case FailedRowsSource.Query(_, var rowsTested) -> rowsTested.map(Metric.QueryRowsTested::new);
            case FailedRowsSource.KeysQuery(_, var rowsTested, _) -> rowsTested.map(Metric.QueryRowsTested::new);
        };
    }

    public static Metric latest(FreshnessCheck check) {
        return new Metric.LatestTime(check.expression(), check.rows());
    }
}
