package io.seltzer.agent;

import io.seltzer.agent.Answer.Accepted;
import io.seltzer.agent.Answer.LeaseLost;
import io.seltzer.agent.Answer.Refused;
import io.seltzer.agent.Answer.Unauthorised;
import io.seltzer.agent.Answer.Unavailable;
import io.seltzer.agent.launch.BlockingCalls;
import io.seltzer.protocol.Lease;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Delivers one lease's entries in order, one at a time, for as long as there are any. Leases do not wait for each
/// other. For one event loop.
final class Delivery {
    private static final Logger LOGGER = LoggerFactory.getLogger(Delivery.class);
    private static final long NO_TIMER = -1;

    private final Lease lease;
    private final Desk desk;

    private boolean busy;
    private boolean wokenMeanwhile;
    private boolean stopped;
    private int failures;
    private long timer = NO_TIMER;
    private Promise<Void> pause = Promise.promise();

    /// What deliveries share.
    ///
    /// @param journal called in order, together with everybody else who calls it
    /// @param way out to the control plane
    record Desk(
            Vertx vertx,
            BlockingCalls blocking,
            Journal journal,
            Function<JournalEntry, Future<Answer>> way,
            Backoff backoff,
            AgentMetrics metrics,
            ScanIds scans,
            Listener listener) {}

    interface Listener {
        /// An entry has left the journal, or the whole lease.
        void journalChanged(Lease lease);

        void leaseLost(Lease lease);
    }

    /// What one attempt came to.
    private sealed interface Attempt {
        /// There was nothing to deliver.
        record Nothing() implements Attempt {}

        /// An entry is off the table, one way or another.
        record Done() implements Attempt {}

        record Postponed(String reason, Optional<Duration> retryAfter) implements Attempt {}
    }

    Delivery(Lease lease, Desk desk) {
        this.lease = lease;
        this.desk = desk;
    }

    /// There may be something to deliver.
    void wake() {
        if (stopped || timer != NO_TIMER) {
            return;
        }
        if (busy) {
            wokenMeanwhile = true;
            return;
        }
        busy = true;
        attempt()
                .otherwise(failure -> new Attempt.Postponed(failure.getClass().getSimpleName(), Optional.empty()))
                .onSuccess(this::next);
    }

    /// Tries at once, and completes when there is nothing left to deliver or the control plane cannot take it.
    Future<Void> hurry() {
        if (timer != NO_TIMER) {
            desk.vertx().cancelTimer(timer);
            timer = NO_TIMER;
        }
        wake();
        return pause.future();
    }

    void stop() {
        stopped = true;
        desk.vertx().cancelTimer(timer);
    }

    private void next(Attempt attempt) {
        busy = false;
        switch (attempt) {
            case Attempt.Done() -> {
                failures = 0;
                wake();
            }
            case Attempt.Nothing() -> {
                if (wokenMeanwhile) {
                    wokenMeanwhile = false;
                    wake();
                } else {
                    pause();
                }
            }
            case Attempt.Postponed(String reason, Optional<Duration> retryAfter) -> {
                postpone(reason, retryAfter);
                pause();
            }
        }
    }

    private void postpone(String reason, Optional<Duration> retryAfter) {
        Duration backoff = desk.backoff().after(++failures);
        Duration wait = retryAfter.filter(asked -> asked.compareTo(backoff) > 0).orElse(backoff);
        log(LOGGER.atWarn())
                .addKeyValue(LogKeys.REASON, reason)
                .addKeyValue(LogKeys.WAIT_MS, wait.toMillis())
                .log("A delivery has to wait");
        if (!stopped) {
            timer = desk.vertx().setTimer(Math.max(1, wait.toMillis()), _ -> {
                timer = NO_TIMER;
                wake();
            });
        }
    }

    private void pause() {
        Promise<Void> reached = pause;
        pause = Promise.promise();
        reached.complete();
    }

    private Future<Attempt> attempt() {
        return desk.blocking().inOrder(() -> desk.journal().next(lease)).compose(next -> next.map(this::deliver)
                .orElseGet(() -> Future.succeededFuture(new Attempt.Nothing())));
    }

    private Future<Attempt> deliver(JournalEntry entry) {
        return desk.way().apply(entry).compose(answer -> switch (answer) {
            case Accepted _ -> {
                desk.metrics().delivery(entry.kind(), AgentMetrics.Delivery.ACCEPTED);
                yield off(() -> desk.journal().delivered(entry));
            }
            case LeaseLost _ -> {
                desk.metrics().delivery(entry.kind(), AgentMetrics.Delivery.LEASE_LOST);
                log(LOGGER.atWarn())
                        .addKeyValue(LogKeys.ENTRY, entry.kind().path())
                        .log("Lease lost: what there was to deliver is dropped");
                desk.listener().leaseLost(lease);
                yield off(() -> desk.journal().close(lease));
            }
            case Refused(int status, String code) -> {
                desk.metrics().delivery(entry.kind(), AgentMetrics.Delivery.REFUSED);
                log(LOGGER.atError())
                        .addKeyValue(LogKeys.ENTRY, entry.kind().path())
                        .addKeyValue(LogKeys.STATUS, status)
                        .addKeyValue(LogKeys.CODE, code)
                        .log("Refused by the control plane: kept in journal/refused");
                yield off(() -> desk.journal().refused(entry));
            }
            case Unauthorised(int status) -> postponed(entry, "status " + status, Optional.empty());
            case Unavailable(String reason, Optional<Duration> retryAfter) -> postponed(entry, reason, retryAfter);
        });
    }

    private Future<Attempt> postponed(JournalEntry entry, String reason, Optional<Duration> retryAfter) {
        desk.metrics().delivery(entry.kind(), AgentMetrics.Delivery.POSTPONED);
        return Future.succeededFuture(new Attempt.Postponed(reason, retryAfter));
    }

    private Future<Attempt> off(BlockingCalls.Action action) {
        return desk.blocking().inOrder(action).map(_ -> {
            desk.listener().journalChanged(lease);
            return new Attempt.Done();
        });
    }

    private LoggingEventBuilder log(LoggingEventBuilder event) {
        return desk.scans().on(event, lease);
    }
}
