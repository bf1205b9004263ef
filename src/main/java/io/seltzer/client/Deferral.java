package io.seltzer.client;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/// How long one request may still wait because the control plane asks for it (429).
final class Deferral {
    private static final double DEFAULT_SECONDS = 15;
    private static final double LEAST_SECONDS = 1;
    private static final double SPREAD = 0.3;

    private final Pace pace;
    private Duration left;

    Deferral(Duration budget, Pace pace) {
        this.left = budget;
        this.pace = pace;
    }

    /// The next wait; empty when the budget is used up. A date in `Retry-After` counts as nothing, as it does
    /// elsewhere in this protocol.
    Optional<Duration> next(HttpHeaders headers) {
        if (!left.isPositive()) {
            return Optional.empty();
        }
        double asked = headers.firstValue("Retry-After").flatMap(Seconds::parse).orElse(DEFAULT_SECONDS);
        Duration wait = pace.stretched(Seconds.duration(Math.max(LEAST_SECONDS, asked)), SPREAD);
        Duration granted = wait.compareTo(left) < 0 ? wait : left;
        left = left.minus(granted);
        return Optional.of(granted);
    }
}
