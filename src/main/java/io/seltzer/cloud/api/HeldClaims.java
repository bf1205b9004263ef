package io.seltzer.cloud.api;

import io.seltzer.cloud.store.Leases;
import io.seltzer.cloud.store.WorkSignal;
import io.seltzer.cloud.store.WorkSignal.Waiter;
import io.seltzer.protocol.AgentApi.Claim;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.AgentApi.Granted;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Claims that are held open until there is work. A held claim is woken by a signal, and looks again by itself
/// every few seconds: leases run out silently, and signals can get lost.
final class HeldClaims {
    private static final long LOOK_AGAIN_MILLISECONDS = 5_000;

    private final Vertx vertx;
    private final Leases leases;
    private final WorkSignal signal;
    private final int longestSeconds;
    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HeldClaims(Vertx vertx, Leases leases, WorkSignal signal, int longestSeconds) {
        this.vertx = vertx;
        this.leases = leases;
        this.signal = signal;
        this.longestSeconds = longestSeconds;
    }

    Held hold(UUID organisation, Claim claim) {
        long milliseconds = 1_000L * Math.clamp(claim.waitSeconds(), 0, longestSeconds);
        Held fresh = new Held(organisation, claim, System.nanoTime() + milliseconds * 1_000_000);
        held.add(fresh);
        return fresh;
    }

    /// Answers everyone now, and whoever comes later at once.
    void close() {
        closed = true;
        held.forEach(Held::release);
    }

    /// One claim that is held open.
    final class Held {
        private final UUID organisation;
        private final Claim claim;
        private final long untilNanos;
        private volatile boolean released;
        private volatile Waiter waiter;

        private Held(UUID organisation, Claim claim, long untilNanos) {
            this.organisation = organisation;
            this.claim = claim;
            this.untilNanos = untilNanos;
            this.waiter = signal.waiter(vertx, organisation);
        }

        Future<Granted> granted() {
            return look().map(Granted::new).onComplete(_ -> {
                waiter.leave();
                held.remove(this);
            });
        }

        /// Grant nothing more: the client went away, or the server is about to.
        void release() {
            released = true;
            waiter.wake();
        }

        private Future<List<Grant>> look() {
            if (released || closed) {
                return Future.succeededFuture(List.of());
            }
            return leases.claim(organisation, claim).compose(grants -> {
                long left = (untilNanos - System.nanoTime()) / 1_000_000;
                return grants.isEmpty() && left > 0 ? await(left) : Future.succeededFuture(grants);
            });
        }

        private Future<List<Grant>> await(long leftMilliseconds) {
            if (released || closed) {
                return Future.succeededFuture(List.of());
            }
            Waiter current = waiter;
            long timer = vertx.setTimer(Math.min(leftMilliseconds, LOOK_AGAIN_MILLISECONDS), _ -> current.wake());
            return current.woken().compose(_ -> {
                vertx.cancelTimer(timer);
                current.leave();
                // Waits again before it looks again: no signal may fall in between.
                waiter = signal.waiter(vertx, organisation);
                return look();
            });
        }
    }
}
