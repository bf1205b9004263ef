package io.seltzer.scan;

import io.seltzer.check.ContractStatus;

/// How a scan process ends.
public sealed interface ScanEnd {
    /// The gateway has the results.
    record Delivered(ContractStatus status) implements ScanEnd {}

    /// There are no results, and the gateway knows why.
    record FailureReported(String code) implements ScanEnd {}

    /// The scan lost its right to go on; nothing was written.
    record Fenced(String reason) implements ScanEnd {}

    /// The gateway could not be told anything.
    record NotDelivered() implements ScanEnd {}
}
