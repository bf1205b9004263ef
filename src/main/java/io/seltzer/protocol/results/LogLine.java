package io.seltzer.protocol.results;

import java.time.Instant;

/// A line of a scan's log (cloud-protocol §7).
///
/// @param message one of Seltzer's own sentences, filled with names, numbers and codes
/// @param index order within the scan
/// @param thread `soda-contract` for lines about the contract
public record LogLine(Level level, String message, Instant timestamp, long index, String thread) {
    public static final String CONTRACT_THREAD = "soda-contract";

    public enum Level {
        debug,
        info,
        warning,
        error,
        critical
    }
}
