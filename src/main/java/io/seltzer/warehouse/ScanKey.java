package io.seltzer.warehouse;

import java.util.UUID;

/// Whose failed rows these are, and at which try.
public record ScanKey(UUID scanId, long epoch) {}
