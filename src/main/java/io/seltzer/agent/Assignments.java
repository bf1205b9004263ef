package io.seltzer.agent;

import io.seltzer.agent.AgentBus.Admission;
import io.seltzer.agent.AgentSettings.Limits;
import io.seltzer.agent.Assignment.Phase;
import io.seltzer.agent.Assignment.Watch;
import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.protocol.Lease;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The leases in hand, and the decisions about them. What runs is counted from the launcher's list, together with what
/// this agent is about to put there; never by counting up and down. For one thread.
final class Assignments {
    private final Limits limits;
    private final Map<Lease, Assignment> byLease = new LinkedHashMap<>();

    Assignments(Limits limits) {
        this.limits = limits;
    }

    Admission admit(JobLabels labels, Instant now) {
        Lease lease = labels.lease();
        if (byLease.containsKey(lease)) {
            return Admission.KNOWN;
        }
        if (isOutdated(lease)) {
            return Admission.OUTDATED;
        }
        byLease.put(lease, Assignment.waiting(labels, now));
        return Admission.ADMITTED;
    }

    /// Takes up a job that was found.
    Assignment adopt(JobLabels labels, Watch watch, Instant now) {
        return byLease.computeIfAbsent(labels.lease(), _ -> Assignment.adopted(labels, watch, now));
    }

    /// Whether a newer grant of the same instruction is in hand.
    boolean isOutdated(Lease lease) {
        return ofInstruction(lease).anyMatch(other -> other.lease().epoch() > lease.epoch());
    }

    Optional<Assignment> get(Lease lease) {
        return Optional.ofNullable(byLease.get(lease));
    }

    void change(Lease lease, UnaryOperator<Assignment> change) {
        byLease.computeIfPresent(lease, (_, assignment) -> change.apply(assignment));
    }

    void remove(Lease lease) {
        byLease.remove(lease);
    }

    List<Assignment> all() {
        return List.copyOf(byLease.values());
    }

    List<Assignment> where(Predicate<Assignment> condition) {
        return byLease.values().stream().filter(condition).toList();
    }

    List<Lease> leases() {
        return List.copyOf(byLease.keySet());
    }

    /// Leases of the same instruction that this one replaces.
    List<Lease> olderThan(Lease lease) {
        return ofInstruction(lease)
                .map(Assignment::lease)
                .filter(other -> other.epoch() < lease.epoch())
                .toList();
    }

    /// How many more scans may be claimed. What waits will need a slot too.
    int freeSlots(List<Job> jobs) {
        Map<String, String> taken = sourcesInFlight(jobs);
        where(Assignment::isWaiting)
                .forEach(assignment -> taken.put(assignment.job(), assignment.labels().dataSource()));
        return Math.max(0, limits.capacity() - taken.size());
    }

    /// The longest waiting one that may be launched now.
    Optional<Assignment> nextToLaunch(List<Job> jobs) {
        Map<String, String> inFlight = sourcesInFlight(jobs);
        if (inFlight.size() >= limits.capacity()) {
            return Optional.empty();
        }
        return byLease.values().stream()
                .filter(Assignment::isWaiting)
                .filter(assignment -> inFlight.values().stream()
                                .filter(assignment.labels().dataSource()::equals)
                                .count()
                        < limits.perDataSource())
                .findFirst();
    }

    Map<Phase, Long> countByPhase() {
        Map<Phase, Long> counts = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            counts.put(phase, 0L);
        }
        byLease.values().forEach(assignment -> counts.merge(assignment.phase(), 1L, Long::sum));
        return counts;
    }

    /// Data source by job name, of all jobs that run or are about to. A job that was launched after the list was read
    /// is not on it.
    private Map<String, String> sourcesInFlight(List<Job> jobs) {
        Map<String, String> sources = new HashMap<>();
        jobs.stream()
                .filter(job -> !job.hasEnded())
                .forEach(job -> sources.put(job.name(), job.labels().dataSource()));
        where(assignment -> assignment.phase() == Phase.PREPARING || assignment.hasJob())
                .forEach(assignment -> sources.put(assignment.job(), assignment.labels().dataSource()));
        jobs.stream().filter(Job::hasEnded).map(Job::name).forEach(sources::remove);
        return sources;
    }

    private Stream<Assignment> ofInstruction(Lease lease) {
        return byLease.values().stream()
                .filter(other -> other.lease().instructionId().equals(lease.instructionId()));
    }
}
