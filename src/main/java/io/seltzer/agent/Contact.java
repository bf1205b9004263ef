package io.seltzer.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How the agent stands with its control plane. The poller writes, anybody reads.
final class Contact {
    private final Clock clock;
    private volatile State state = new None();

    Contact(Clock clock) {
        this.clock = clock;
    }

    sealed interface State {}

    record None() implements State {}

    /// @param interval in which the next one is due
    record Made(Instant at, Duration interval) implements State {}

    /// Final: another key needs other settings, and so another start.
    record Unauthorised(int status) implements State {}

    void made(Duration interval) {
        if (!(state instanceof Unauthorised)) {
            state = new Made(clock.instant(), interval);
        }
    }

    void unauthorised(int status) {
        state = new Unauthorised(status);
    }

    boolean isUnauthorised() {
        return state instanceof Unauthorised;
    }

    State state() {
        return state;
    }

    /// Seconds since the last contact; not a number before the first.
    double ageSeconds() {
        return state instanceof Made(Instant at, _)
                ? Duration.between(at, clock.instant()).toMillis() / 1_000.0
                : Double.NaN;
    }
}
