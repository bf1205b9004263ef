package io.seltzer.cloud.store;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One try at a scan: what results and log lines belong to.
///
/// @param epoch of the lease under which an agent tries; [#CLIENT] when no agent does
/// @param dataset absent when monitors are measured
record ScanAttempt(UUID scan, @Nullable UUID dataset, long epoch) {
    static final long CLIENT = 0;

    /// Of an attempt at a contract.
    UUID contractDataset() {
        return Objects.requireNonNull(dataset);
    }
}
