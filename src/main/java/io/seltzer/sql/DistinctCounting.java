package io.seltzer.sql;

/// How different values are counted.
public enum DistinctCounting {
    /// As one aggregate among others.
    FUSED,
    /// As the only aggregate of a query, so that it does not keep the others from sharing their work among processes.
    ALONE,
    /// By a query that groups by them.
    GROUPED
}
