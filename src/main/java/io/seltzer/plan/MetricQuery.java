package io.seltzer.plan;

import io.seltzer.contract.Metric;
import java.util.List;

/// A query beside the fused ones: what it measures, and how its answer is read.
public sealed interface MetricQuery {
    String sql();

    /// At least one; several when their SQL is the same text.
    List<Metric> metrics();

    MetricQuery measuring(List<Metric> metrics);

    /// A count that Seltzer wrote: one row with one number.
    record Count(String sql, List<Metric> metrics) implements MetricQuery {
        public Count {
            metrics = List.copyOf(metrics);
        }

        @Override
        public MetricQuery measuring(List<Metric> metrics) {
            return new Count(sql, metrics);
        }
    }

    /// A user's query for a number: the first column of the first row. There may be no row, or NULL; more rows or
    /// columns deserve a warning. The value may be anything.
    record FirstCell(String sql, List<Metric> metrics) implements MetricQuery {
        public FirstCell {
            metrics = List.copyOf(metrics);
        }

        @Override
        public MetricQuery measuring(List<Metric> metrics) {
            return new FirstCell(sql, metrics);
        }
    }

    /// The number of rows of a user's query: `sql` lets the database count them. A query that cannot be nested
    /// fails there (e.g. one with two columns of one name); then `rows`, the query itself, is run and its rows are
    /// counted as they stream by.
    record RowCount(String sql, String rows, List<Metric> metrics) implements MetricQuery {
        /// More rows than this, streamed, deserve a warning: the query should be written so that it can be nested.
        public static final int MANY_ROWS = 10_000;

        public RowCount {
            metrics = List.copyOf(metrics);
        }

        @Override
        public MetricQuery measuring(List<Metric> metrics) {
            return new RowCount(sql, rows, metrics);
        }
    }
}
