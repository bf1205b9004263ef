package io.seltzer.source;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tries again what failed for a reason that passes, with growing pauses.
final class Retries {
    private static final int TRIES = 3;
    private static final long FIRST_PAUSE_MILLIS = 200;

    private final Vertx vertx;
    private final SessionOptions options;

    Retries(Vertx vertx, SessionOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    /// @param passing SQLSTATEs of failures that may pass
    <T> Future<T> run(Set<String> passing, Supplier<Future<T>> attempt) {
        return run(passing, attempt, 1);
    }

    private <T> Future<T> run(Set<String> passing, Supplier<Future<T>> attempt, int number) {
        return attempt.get().recover(failure -> {
            if (number < TRIES && failure instanceof SourceFailure source && passing.contains(source.sqlState())) {
                return pause(number, source).compose(_ -> run(passing, attempt, number + 1));
            }
            return Future.failedFuture(failure);
        });
    }

    /// @param number of tries that failed
    boolean mayTryAgain(int number) {
        return number < TRIES;
    }

    /// Tells of the failure and waits: between half and one and a half of a pause that doubles from try to try.
    Future<Void> pause(int number, SourceFailure failure) {
        options.retried().accept(failure);
        long pause = FIRST_PAUSE_MILLIS << (number - 1);
        return vertx.timer((long) (pause * options.random().nextDouble(0.5, 1.5)), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }
}
