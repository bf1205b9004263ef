package io.seltzer.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after failures: doubling, at most `most`, and somewhere in the upper half of that, so that agents
/// that lost the same control plane do not come back at the same moment.
record Backoff(Duration first, Duration most, RandomGenerator random) {
    private static final int LARGEST_EXPONENT = 30;

    /// @param failures in a row, at least 1
    Duration after(int failures) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(failures - 1, LARGEST_EXPONENT));
        double limit = Math.min(doubled, (double) most.toMillis());
        return Duration.ofMillis(Math.round(limit / 2 + limit / 2 * random.nextDouble()));
    }
}
