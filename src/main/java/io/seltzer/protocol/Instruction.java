package io.seltzer.protocol;

import java.time.Instant;
import java.util.UUID;

/// A piece of work for an agent. What the work needs is in the [ScanBundle], which the agent fetches with the
/// lease.
///
/// @param dataSource name; limits count per data source
/// @param deadline after which the scan ends itself
public record Instruction(UUID id, Kind kind, UUID scanId, String dataSource, Instant deadline) {
    public enum Kind {
        verifyContract,
        /// Measures the newest partition of datasets.
        monitor,
        /// Measures partitions of the past.
        backfill
    }
}
