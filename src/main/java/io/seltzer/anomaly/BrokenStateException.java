package io.seltzer.anomaly;

/// Bytes that are no state of the series.
final class BrokenStateException extends Exception {
    private static final long serialVersionUID = 1;

    BrokenStateException() {
        super("no state of this series");
    }
}
