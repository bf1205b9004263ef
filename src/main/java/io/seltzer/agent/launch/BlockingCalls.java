package io.seltzer.agent.launch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;

/// The door from event loops to code that blocks. Answers come back on the context that called.
public final class BlockingCalls {
    private final Vertx vertx;

    public BlockingCalls(Vertx vertx) {
        this.vertx = vertx;
    }

    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /// One after another among the calls of the same context.
    public <T> Future<T> inOrder(Callable<T> call) {
        return vertx.executeBlocking(call, true).map(Objects::requireNonNull);
    }

    public Future<Void> inOrder(Action action) {
        return inOrder(() -> {
                    action.run();
                    return true;
                })
                .mapEmpty();
    }

    public <T> Future<T> beside(Callable<T> call) {
        return vertx.executeBlocking(call, false).map(Objects::requireNonNull);
    }

    public Future<Void> beside(Action action) {
        return beside(() -> {
                    action.run();
                    return true;
                })
                .mapEmpty();
    }
}
