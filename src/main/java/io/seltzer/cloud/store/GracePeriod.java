package io.seltzer.cloud.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// While nobody could renew, a lease that ran out says nothing about who holds it. So for one lease length after
/// the control plane started, or after its database came back, no lease counts as run out.
public final class GracePeriod {
    private final Duration lease;
    private final InstantSource clock;

    /// Instant.MAX during an outage.
    private volatile Instant until;

    public GracePeriod(Duration lease, InstantSource clock) {
        this.lease = lease;
        this.clock = clock;
        this.until = clock.instant().plus(lease);
    }

    public boolean isOver() {
        return !clock.instant().isBefore(until);
    }

    /// The database does not answer.
    void outage() {
        until = Instant.MAX;
    }

    /// The database answers.
    void serving() {
        if (until.equals(Instant.MAX)) {
            until = clock.instant().plus(lease);
        }
    }
}
