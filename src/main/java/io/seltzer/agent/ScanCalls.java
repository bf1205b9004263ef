package io.seltzer.agent;

import io.seltzer.agent.AgentBus.Standing;
import io.seltzer.agent.Assignment.Watch;
import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/// What scans ask through the gateway. Each call also tells that the scan is there. For one event loop.
final class ScanCalls {
    private final Assignments assignments;
    private final JobLauncher launcher;
    private final JobPreparation preparation;
    private final AgentMetrics metrics;
    private final ScanIds scans;
    private final Clock clock;

    ScanCalls(AgentParts parts, Assignments assignments, JobPreparation preparation) {
        this.assignments = assignments;
        this.launcher = parts.launcher();
        this.preparation = preparation;
        this.metrics = parts.metrics();
        this.scans = parts.scans();
        this.clock = parts.clock();
    }

    /// A scan may talk to any replica of its agent. One that is not known here is looked for on the launcher's list.
    Future<Standing> standing(Lease lease) {
        Optional<Assignment> known = assignments.get(lease);
        boolean mayBeElsewhere = known.isEmpty() ? !assignments.isOutdated(lease) : known.get().isWaiting();
        if (!mayBeElsewhere) {
            return Future.succeededFuture(heard(lease));
        }
        return launcher.list().map(jobs -> {
            jobs.stream()
                    .filter(job -> job.labels().lease().equals(lease) && !job.hasEnded())
                    .findFirst()
                    .ifPresent(this::takeUp);
            return heard(lease);
        });
    }

    /// Another replica's, or one of which the cluster's answer to the launch got lost.
    private void takeUp(Job job) {
        Watch watch = job.mine() ? Watch.OURS : Watch.ANOTHERS;
        scans.note(job.labels().lease(), job.labels().scanId());
        assignments.adopt(job.labels(), watch, clock.instant());
        assignments.change(
                job.labels().lease(), known -> known.isWaiting() ? known.heard(clock.instant()) : known);
    }

    private Standing heard(Lease lease) {
        return assignments
                .get(lease)
                .filter(Assignment::isLive)
                .<Standing>map(live -> {
                    assignments.change(lease, known -> known.heard(clock.instant()));
                    metrics.jobs(assignments.countByPhase());
                    return new Standing.Live(live.labels(), live.job(), live.stopped() != StopReason.NONE);
                })
                .orElseGet(Standing.Gone::new);
    }

    /// The scan asks for its work.
    Future<ScanBundle> bundle(Lease lease) {
        Assignment assignment = assignments.get(lease).filter(Assignment::isLive).orElse(null);
        if (assignment == null) {
            return Future.failedFuture("There is no such job.");
        }
        ScanBundle bundle = assignment.bundle();
        return bundle != null ? Future.succeededFuture(bundle) : preparation.bundle(lease);
    }
}
