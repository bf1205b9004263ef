package io.seltzer.agent.launch;

import io.seltzer.protocol.Lease;

/// The one name that a lease's job can have. A second launch under the same lease meets the first; a lease granted
/// again gives another name. Fits a DNS label.
public final class JobName {
    private static final String PREFIX = "scan-";

    private JobName() {}

    /// `scan-` and the hash of `<instruction id>|<epoch>`.
    public static String of(Lease lease) {
        return PREFIX + ShortHash.of(lease.instructionId() + "|" + lease.epoch());
    }
}
