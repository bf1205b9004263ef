package io.seltzer.contract;

/// Where the number of a metric check comes from. The check's filter applies to neither.
public sealed interface MetricSource {
    /// An aggregate over the rows of the dataset.
    record Expression(String sql) implements MetricSource {}

    /// A whole query; the first column of its first row.
    record Query(String sql) implements MetricSource {}
}
