package io.seltzer.scan;

import io.seltzer.protocol.ScanApi.HeartbeatAnswer;
import io.seltzer.warehouse.CommitFence;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A scan's right to write. It lasts as long as the last heartbeat's answer said, by the scan's own monotonic
/// clock; a refusal or a request to cancel ends it at once. Once closed it never opens again.
final class ScanFence implements CommitFence {
    /// Why a fence closed.
    enum Reason {
        /// Nobody has answered for as long as the last answer was valid.
        SILENCE,
        /// Another try of the scan holds the lease.
        LEASE_LOST,
        CANCELED,
        /// The scan took longer than it may.
        DEADLINE
    }

    /// An answer to a heartbeat.
    sealed interface Answer {
        record GoOn(HeartbeatAnswer answer) implements Answer {}

        record Refused() implements Answer {}

        record None() implements Answer {}
    }

    private static final long NANOS = 1_000_000_000L;

    private final Vertx vertx;
    private final Supplier<Future<Answer>> heartbeat;
    private final LongSupplier nanoTime;
    private final Promise<Reason> closed = Promise.promise();
    private final long deadline;

    /// Read by the writing thread too. Nanoseconds on the clock of `nanoTime`.
    private volatile long validUntil;

    /// @param initial how long the scan may go on before the first answer
    /// @param longest the scan's own time limit
    ScanFence(
            Vertx vertx,
            Supplier<Future<Answer>> heartbeat,
            LongSupplier nanoTime,
            Duration initial,
            Duration longest) {
        this.vertx = vertx;
        this.heartbeat = heartbeat;
        this.nanoTime = nanoTime;
        this.validUntil = nanoTime.getAsLong() + initial.toNanos();
        this.deadline = nanoTime.getAsLong() + longest.toNanos();
    }

    /// Begins to send heartbeats.
    void start() {
        beat();
    }

    @Override
    public boolean isOpen() {
        long now = nanoTime.getAsLong();
        return !closed.future().isComplete() && validUntil - now > 0 && deadline - now > 0;
    }

    /// Completes when the fence closes.
    Future<Reason> closed() {
        return closed.future();
    }

    private void beat() {
        // An answer is valid from the question on: whoever answered counts from before it was on its way back.
        long asked = nanoTime.getAsLong();
        heartbeat.get().otherwise(new Answer.None()).onSuccess(answer -> {
            switch (answer) {
                case Answer.Refused _ -> close(Reason.LEASE_LOST);
                case Answer.GoOn(HeartbeatAnswer goOn) when goOn.cancel() -> close(Reason.CANCELED);
                case Answer.GoOn(HeartbeatAnswer goOn) -> {
                    validUntil = asked + goOn.validSeconds() * NANOS;
                    next();
                }
                case Answer.None _ -> next();
            }
        });
    }

    private void next() {
        long now = nanoTime.getAsLong();
        if (deadline - now <= 0) {
            close(Reason.DEADLINE);
        } else if (validUntil - now <= 0) {
            close(Reason.SILENCE);
        } else {
            long untilEnd = Math.min(validUntil, deadline) - now;
            // A third of what is left: two answers may be lost without harm; never faster than ten a second.
            vertx.setTimer(Math.max(100, Math.min(untilEnd / 3_000_000, 10_000)), _ -> beat());
        }
    }

    private void close(Reason reason) {
        closed.tryComplete(reason);
    }
}
