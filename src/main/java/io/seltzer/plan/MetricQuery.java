package io.seltzer.plan;

import io.seltzer.contract.Metric;
import java.util.List;

/// A query beside the fused ones: what it measures, and how its answer is read.
public sealed interface MetricQuery {
    String sql();

    /// At least one; several when their SQL is the same text.
    List<Metric> metrics();

    MetricQuery measuring(List<Metric> metrics);

    /// A count: one row with one number.
    record Count(String sql, List<Metric> metrics) implements MetricQuery {
        public Count {
            metrics = List.copyOf(metrics);
        }

        @Override
        public MetricQuery measuring(List<Metric> metrics) {
            return new Count(sql, metrics);
        }
    }

    /// A user's query for a number: the first column of the first row. There may be no row, or NULL; a second row or
    /// column deserves a warning. The value may be anything.
    record FirstCell(String sql, List<Metric> metrics) implements MetricQuery {
        public FirstCell {
            metrics = List.copyOf(metrics);
        }

        @Override
        public MetricQuery measuring(List<Metric> metrics) {
            return new FirstCell(sql, metrics);
        }
    }
}
