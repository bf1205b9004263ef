package io.seltzer.cloud.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Counts log-ins that failed, per address, so that trying keys out is slow. Each event loop
/// of a control plane counts for itself.
final class LoginAttempts {
    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST_ADDRESSES = 10_000;

    private final InstantSource clock;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    LoginAttempts(InstantSource clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant first) {}

    boolean mayTry(String address) {
        @Nullable Failures before = failures.get(address);
        return before == null || before.count() < MOST || isOver(before);
    }

    void failed(String address) {
        if (failures.size() >= MOST_ADDRESSES) {
            failures.values().removeIf(this::isOver);
        }
        failures.merge(
                address,
                new Failures(1, clock.instant()),
                (before, first) -> isOver(before) ? first : new Failures(before.count() + 1, before.first()));
    }

    private boolean isOver(Failures before) {
        return !clock.instant().isBefore(before.first().plus(WINDOW));
    }
}
