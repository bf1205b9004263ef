package io.seltzer.agent;

import io.seltzer.agent.AgentBus.JobEnded;
import io.seltzer.agent.AgentBus.JournalInquiry;
import io.seltzer.agent.AgentBus.Kept;
import io.seltzer.agent.Assignment.Phase;
import io.seltzer.agent.Assignment.Watch;
import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.JobName;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.Lease;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares the assignments with the launcher's list and reports what has ended. Everything heard about jobs comes to
/// this one comparison, so that an event that was missed, repeated or late changes nothing. For one event loop.
final class JobReconciliation {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobReconciliation.class);

    private final Assignments assignments;
    private final JobLauncher launcher;
    private final TypedBus bus;
    private final ScanIds scans;
    private final Clock clock;
    private final Runnable changed;
    private final boolean scansTalkToUs;

    private boolean adopted;
    private boolean running;
    private boolean again;
    private boolean stopped;

    /// @param changed called after each change of an assignment
    JobReconciliation(AgentParts parts, Assignments assignments, Runnable changed) {
        this.assignments = assignments;
        this.launcher = parts.launcher();
        this.bus = parts.bus();
        this.scans = parts.scans();
        this.clock = parts.clock();
        this.changed = changed;
        this.scansTalkToUs = parts.settings().delivery() != AgentSettings.Delivery.CLOUD;
    }

    /// Takes up the jobs of an agent that is gone, before anything else is done. Fails while the launcher does not know
    /// its jobs; whoever runs a comparison then tries again.
    Future<Void> adopt() {
        return launcher.list().compose(this::adopt).onSuccess(_ -> adopted = true);
    }

    boolean hasAdopted() {
        return adopted;
    }

    private Future<Void> adopt(List<Job> jobs) {
        jobs.stream().filter(Job::mine).forEach(this::adopt);
        return bus.ask(AgentBus.JOURNAL, new JournalInquiry()).compose(journal -> {
            List<Future<Kept>> reports = journal.open().stream()
                    .filter(lease -> assignments.get(lease).isEmpty())
                    .flatMap(lease -> orphan(lease, jobs).stream())
                    .toList();
            return Future.join(reports).mapEmpty();
        });
    }

    private void adopt(Job job) {
        assignments.adopt(job.labels(), job.mine() ? Watch.OURS : Watch.ANOTHERS, clock.instant());
        scans.note(job.labels().lease(), job.labels().scanId());
        scans.on(LOGGER.atInfo(), job.labels().lease())
                .addKeyValue(LogKeys.JOB, job.name())
                .log("Adopted a job that was found");
    }

    /// A lease of which something was heard. When its job is nowhere, it can only be told that it is gone, and with other
    /// replicas there, not even that: one of them may have seen how it ended.
    private Optional<Future<Kept>> orphan(Lease lease, List<Job> jobs) {
        Optional<Job> anothers = jobs.stream()
                .filter(job -> job.labels().lease().equals(lease))
                .findFirst();
        if (anothers.isPresent()) {
            adopt(anothers.get());
            return Optional.empty();
        }
        JobEnd end = launcher.aloneSince().isPresent()
                ? new JobEnd.Vanished(List.of())
                : new JobEnd.WatchedElsewhere();
        return Optional.of(
                bus.ask(AgentBus.JOB_ENDED, new JobEnded(lease, JobName.of(lease), end, StopReason.NONE)));
    }

    void run() {
        if (running || stopped) {
            again = true;
            return;
        }
        running = true;
        // Taken before the list: what is launched in between is not missing from it, and what is reported and forgotten
        // in between is not taken up once more.
        Set<Lease> known = Set.copyOf(assignments.leases());
        List<Lease> expected =
                assignments.where(Assignment::hasJob).stream().map(Assignment::lease).toList();
        Future<Void> ready = adopted ? Future.succeededFuture() : adopt();
        ready.compose(_ -> launcher.list())
                .onSuccess(jobs -> compare(known, expected, jobs))
                .onComplete(_ -> {
                    running = false;
                    if (again) {
                        again = false;
                        run();
                    }
                });
    }

    /// Ends that are seen from now on are left to the next agent.
    void stop() {
        stopped = true;
    }

    private void compare(Set<Lease> known, List<Lease> expected, List<Job> jobs) {
        if (stopped) {
            return;
        }
        Set<Lease> found = new HashSet<>();
        for (Job job : jobs) {
            Lease lease = job.labels().lease();
            found.add(lease);
            if (job.mine() && !known.contains(lease) && assignments.get(lease).isEmpty()) {
                // The replica that launched it is gone.
                adopt(job);
            }
            assignments.get(lease).filter(Assignment::hasJob).ifPresent(assignment -> compare(assignment, job));
        }
        for (Lease lease : expected) {
            assignments
                    .get(lease)
                    .filter(Assignment::hasJob)
                    .filter(_ -> !found.contains(lease))
                    .ifPresent(assignment -> report(assignment, assignment.lost()));
        }
        changed.run();
    }

    private void compare(Assignment assignment, Job job) {
        Lease lease = assignment.lease();
        if (job.mine() && !assignment.isOurs()) {
            assignments.change(lease, anothers -> anothers.watchedBy(Watch.OURS));
        }
        switch (job.state()) {
            case Job.Pending(var obstacle) ->
                assignments.change(lease, hindered -> hindered.hinderedBy(obstacle));
            case Job.Running() -> {
                // It may be talking to another replica, or to the control plane: that it runs is all that is known.
                boolean heardElsewhere = launcher.aloneSince().isEmpty() || !scansTalkToUs;
                if (assignment.phase() == Phase.LAUNCHED && heardElsewhere) {
                    assignments.change(lease, launched -> launched.heard(clock.instant()));
                }
            }
            case Job.Ended(JobEnd end) ->
                assignments.get(lease).ifPresent(known -> report(known, known.isOurs() ? toTell(end) : known.lost()));
        }
    }

    private JobEnd toTell(JobEnd end) {
        return end instanceof JobEnd.Delivered(int exitCode) && !scansTalkToUs
                ? new JobEnd.DeliveredDirectly(exitCode)
                : end;
    }

    /// The job's remains, and its slot with them, go only after its end is safe in the journal; those of another
    /// replica's job are that one's to remove.
    void report(Assignment assignment, JobEnd end) {
        Lease lease = assignment.lease();
        assignments.change(lease, known -> known.in(Phase.REPORTING, clock.instant()));
        changed.run();
        bus.ask(AgentBus.JOB_ENDED, new JobEnded(lease, assignment.job(), end, assignment.stopped()))
                .onSuccess(_ -> {
                    if (assignment.isOurs()) {
                        forget(assignment);
                    } else {
                        assignments.remove(lease);
                        changed.run();
                    }
                })
                .onFailure(failure -> {
                    warn(failure, assignment, "The end of a job could not be kept; trying again");
                    assignments.change(lease, known -> known.in(Phase.RUNNING, clock.instant()));
                });
    }

    private void forget(Assignment assignment) {
        launcher.forget(assignment.job())
                .onFailure(failure -> warn(failure, assignment, "What is left of a job could not be removed"))
                .onComplete(_ -> {
                    assignments.remove(assignment.lease());
                    changed.run();
                });
    }

    private void warn(Throwable failure, Assignment assignment, String message) {
        scans.on(LOGGER.atWarn(), assignment.lease())
                .addKeyValue(LogKeys.REASON, failure.getClass().getSimpleName())
                .log(message);
    }
}
