package io.seltzer.health;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Whether the event loops turn. Every verticle lets its own loop beat; a loop that is blocked misses its beats,
/// and another one sees it.
public final class EventLoopPulse {
    private static final long BEAT_MILLISECONDS = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final LongSupplier nanoTime;
    private final long limit;
    private final Map<Long, Long> lastBeats = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    /// @param limit how old the last beat of a loop may be
    public EventLoopPulse(LongSupplier nanoTime, Duration limit) {
        this.nanoTime = nanoTime;
        this.limit = limit.toNanos();
    }

    /// Ten beats may be missed: a long garbage collection is no death.
    public static EventLoopPulse system() {
        return new EventLoopPulse(System::nanoTime, Duration.ofSeconds(10));
    }

    /// Lets the event loop of the current context beat. To be called on it.
    public Beat start(Vertx vertx) {
        long loop = next.incrementAndGet();
        lastBeats.put(loop, nanoTime.getAsLong());
        long timer = vertx.setPeriodic(BEAT_MILLISECONDS, _ -> lastBeats.put(loop, nanoTime.getAsLong()));
        return () -> {
            vertx.cancelTimer(timer);
            lastBeats.remove(loop);
        };
    }

    public boolean isFresh() {
        long now = nanoTime.getAsLong();
        return lastBeats.values().stream().allMatch(beat -> now - beat <= limit);
    }

    /// Since the oldest of all last beats; about 1 when all is well, 0 when no loop beats.
    public double ageSeconds() {
        long now = nanoTime.getAsLong();
        return lastBeats.values().stream().mapToLong(beat -> now - beat).max().orElse(0) / NANOS_PER_SECOND;
    }

    /// To be stopped when its verticle stops.
    @FunctionalInterface
    public interface Beat {
        void stop();
    }
}
