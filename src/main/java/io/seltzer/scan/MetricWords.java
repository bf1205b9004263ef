package io.seltzer.scan;

import io.seltzer.contract.Metric;

/// A metric as a person calls it, for messages: names of columns, no SQL.
final class MetricWords {
    private MetricWords() {}

    static String of(Metric metric) {
        return switch (metric) {
            case Metric.Rows rows ->
                rows.rows().filter().isPresent()
                        ? "the number of rows that a check's filter lets through"
                        : "the number of rows";
            case Metric.MissingRows missing ->
                "missing values of " + missing.expression().column();
            case Metric.InvalidRows invalid ->
                "invalid values of " + invalid.expression().column();
            case Metric.UnreferencedRows unreferenced ->
                "values of " + unreferenced.expression().column() + " that are not in the reference data";
            case Metric.DistinctValues distinct ->
                "different values of " + distinct.expression().column();
            case Metric.DistinctTuples tuples -> "different values of " + String.join(", ", tuples.columns());
            case Metric.FunctionValue value ->
                value.function().key() + " of " + value.expression().column();
            case Metric.LatestTime latest ->
                "the latest time in " + latest.expression().column();
            case Metric.ExpressionValue _ -> "the expression of a metric check";
            case Metric.ConditionRows _ -> "rows that the expression of a failed_rows check calls failed";
            case Metric.QueryValue _ -> "the query of a metric check";
            case Metric.QueryRows _ -> "the query of a failed_rows check";
            case Metric.QueryRowsTested _ -> "the rows_tested_query of a failed_rows check";
        };
    }
}
