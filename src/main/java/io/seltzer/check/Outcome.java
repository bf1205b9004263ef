package io.seltzer.check;

/// What a scan says about a check.
public enum Outcome {
    PASSED,
    FAILED,
    WARNED,
    /// It was to be evaluated, but a number is missing.
    NOT_EVALUATED,
    /// It was not to be evaluated; nothing was measured for it.
    EXCLUDED
}
