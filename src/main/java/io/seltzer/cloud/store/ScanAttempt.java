package io.seltzer.cloud.store;

import java.util.UUID;

/// One try at a scan: what results and log lines belong to.
///
/// @param epoch of the lease under which an agent tries; [#CLIENT] when no agent does
record ScanAttempt(UUID scan, UUID dataset, long epoch) {
    static final long CLIENT = 0;
}
