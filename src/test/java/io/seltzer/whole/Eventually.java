package io.seltzer.whole;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Looks at what other processes do until it is as it should be.
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Eventually() {}

    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    public static void holds(String what, Condition condition) throws Exception {
        holds(what, PATIENCE, condition);
    }

    public static void holds(String what, Duration patience, Condition condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("In vain waited until " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
