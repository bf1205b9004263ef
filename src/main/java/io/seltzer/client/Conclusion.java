package io.seltzer.client;

/// What a command ends with (cli §2).
public enum Conclusion {
    PASSED,
    FAILED,
    WARNED,
    ERROR,
    /// Results, or the order to produce them, did not reach the control plane.
    NOT_DELIVERED
}
