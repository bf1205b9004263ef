package io.seltzer.plan;

import io.seltzer.contract.Metric;

/// A metric that needs a query of its own. The result is one row with one value that is never NULL.
public record MetricQuery(String sql, Metric metric) {}
