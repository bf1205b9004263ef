package io.seltzer.agent;

import io.seltzer.protocol.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// When this agent claimed each lease in hand, had a job for it, and heard of its scan. Of a lease that it did not claim
/// itself it times nothing. For any thread.
final class WorkTimes {
    private final Map<Lease, Milestones> byLease = new ConcurrentHashMap<>();

    private record Milestones(Instant claimed, Optional<Instant> launched, Optional<Instant> started) {}

    /// What a milestone has completed.
    ///
    /// @param launch from the claim to the job
    /// @param start from the job to the scan that asks for its work
    record Passed(Optional<Duration> launch, Optional<Duration> start) {
        static final Passed NOTHING = new Passed(Optional.empty(), Optional.empty());
    }

    /// The first claim of a lease counts.
    void claimed(Lease lease, Instant now) {
        byLease.putIfAbsent(lease, new Milestones(now, Optional.empty(), Optional.empty()));
    }

    /// A scan may have asked for its work before the launcher has answered.
    Passed launched(Lease lease, Instant now) {
        Milestones known = byLease.get(lease);
        if (known == null || known.launched().isPresent()) {
            return Passed.NOTHING;
        }
        byLease.replace(lease, known, new Milestones(known.claimed(), Optional.of(now), known.started()));
        return new Passed(
                Optional.of(Duration.between(known.claimed(), now)), known.started().map(_ -> Duration.ZERO));
    }

    Passed started(Lease lease, Instant now) {
        Milestones known = byLease.get(lease);
        if (known == null || known.started().isPresent()) {
            return Passed.NOTHING;
        }
        byLease.replace(lease, known, new Milestones(known.claimed(), known.launched(), Optional.of(now)));
        return new Passed(Optional.empty(), known.launched().map(launched -> Duration.between(launched, now)));
    }

    /// From the claim to now; empty for a lease that was not claimed here.
    Optional<Duration> ended(Lease lease, Instant now) {
        return Optional.ofNullable(byLease.remove(lease)).map(known -> Duration.between(known.claimed(), now));
    }

    void keepOnly(Collection<Lease> held) {
        byLease.keySet().retainAll(Set.copyOf(held));
    }
}
