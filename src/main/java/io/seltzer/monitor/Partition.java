package io.seltzer.monitor;

import java.time.Instant;

/// Rows whose partition column lies from `start` on and before `end`.
public record Partition(Instant start, Instant end) {}
