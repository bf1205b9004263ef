package io.seltzer.cloud.postgres;

/// Whether what the server has confirmed survives the loss of power.
public enum Durability {
    DURABLE,

    /// For data that nobody misses, such as a test's.
    EXPENDABLE
}
