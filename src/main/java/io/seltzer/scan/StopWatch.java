package io.seltzer.scan;

import java.util.function.LongSupplier;

/// Time since the start of a scan.
final class StopWatch {
    private final LongSupplier nanoTime;
    private final long started;

    StopWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    long millis() {
        return (nanoTime.getAsLong() - started) / 1_000_000;
    }
}
