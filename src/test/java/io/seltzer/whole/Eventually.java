package io.seltzer.whole;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Looks at what other processes do until it is as it should be.
final class Eventually {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Eventually() {}

    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    static void holds(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("In vain waited until " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
