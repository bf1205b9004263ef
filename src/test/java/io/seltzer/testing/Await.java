package io.seltzer.testing;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits in a test for what is to come.
public final class Await {
    public static final long PATIENCE_SECONDS = 30;

    private Await() {}

    public static <T> T done(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("Not done after " + PATIENCE_SECONDS + " s", late);
        }
    }
}
