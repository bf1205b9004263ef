package io.seltzer.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// For how long nothing is launched after the launcher had to refuse: longer each time, until something is launched
/// again. For one event loop.
final class LaunchPause {
    private final Backoff backoff;
    private int refusals;
    private Instant until = Instant.MIN;

    LaunchPause(Backoff backoff) {
        this.backoff = backoff;
    }

    /// How long the pause is that begins now; empty when one is on already, as for several launches that were refused
    /// together.
    Optional<Duration> refused(Instant now) {
        if (isOn(now)) {
            return Optional.empty();
        }
        Duration pause = backoff.after(++refusals);
        until = now.plus(pause);
        return Optional.of(pause);
    }

    void launched() {
        refusals = 0;
        until = Instant.MIN;
    }

    boolean isOn(Instant now) {
        return now.isBefore(until);
    }
}
