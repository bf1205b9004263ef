package io.seltzer.scan;

import io.seltzer.contract.Metric;

/// A metric as a person calls it, for messages: names of columns, no SQL.
final class MetricWords {
    private MetricWords() {}

    static String of(Metric metric) {
        return switch (metric) {
            case Metric.DatasetRows _ -> "the number of rows";
            case Metric.FilteredRows _ -> "the number of rows that a check's filter lets through";
            case Metric.MissingRows missing ->
                "missing values of " + missing.expression().column();
            case Metric.InvalidRows invalid ->
                "invalid values of " + invalid.expression().column();
            case Metric.UnreferencedRows unreferenced ->
                "values of " + unreferenced.expression().column() + " that are not in the reference data";
            case Metric.DistinctValues distinct ->
                "different values of " + distinct.expression().column();
            case Metric.DistinctTuples tuples -> "different values of " + String.join(", ", tuples.columns());
        };
    }
}
