package io.seltzer.anomaly;

/// What is known of a point besides its value when it is learnt.
public enum Mark {
    NONE,
    /// Somebody says that it was no anomaly.
    EXPECTED,
    /// Somebody says that it was one.
    ANOMALY,
    /// It counts as if there had been no measurement.
    EXCLUDED
}
