package io.seltzer.contract;

/// What becomes of keys that the language does not know.
public enum Strictness {
    /// They are errors.
    STRICT,
    /// They are warnings. Everything else that is wrong stays what it is.
    LENIENT
}
