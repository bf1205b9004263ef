package io.seltzer.plan;

import io.seltzer.contract.Metric;
import java.util.List;

/// One column of an aggregation query.
///
/// @param metrics at least one; several when their SQL is the same text
public record Aggregate(String expression, List<Metric> metrics) {
    public Aggregate {
        metrics = List.copyOf(metrics);
    }
}
