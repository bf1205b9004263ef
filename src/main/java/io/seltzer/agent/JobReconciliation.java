package io.seltzer.agent;

import io.seltzer.agent.AgentBus.JobEnded;
import io.seltzer.agent.AgentBus.JournalInquiry;
import io.seltzer.agent.AgentBus.Kept;
import io.seltzer.agent.Assignment.Phase;
import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.JobName;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.Lease;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    }

    /// Takes up the jobs of an agent that is gone, before anything else is done.
    Future<Void> adopt() {
        return launcher.list().compose(jobs -> {
            for (Job job : jobs) {
                assignments.adopt(job.labels(), clock.instant());
                scans.note(job.labels().lease(), job.labels().scanId());
                scans.on(LOGGER.atInfo(), job.labels().lease())
                        .addKeyValue(LogKeys.JOB, job.name())
                        .log("Adopted a job that was found");
            }
            return reportOrphans();
        });
    }

    /// A lease of which something was heard and whose job is nowhere: it can only be told that it is gone.
    private Future<Void> reportOrphans() {
        return bus.ask(AgentBus.JOURNAL, new JournalInquiry()).compose(journal -> {
            List<Future<Kept>> reports = journal.open().stream()
                    .filter(lease -> assignments.get(lease).isEmpty())
                    .map(lease -> new JobEnded(
                            lease, JobName.of(lease), new JobEnd.Vanished(List.of()), StopReason.NONE))
                    .map(ended -> bus.ask(AgentBus.JOB_ENDED, ended))
                    .toList();
            return Future.join(reports).mapEmpty();
        });
    }

    void run() {
        if (running || stopped) {
            again = true;
            return;
        }
        running = true;
        // Taken before the list: what is launched in between is not missing from it, and what is reported and forgotten
        // in between is not taken up once more.
        List<Lease> expected =
                assignments.where(Assignment::hasJob).stream().map(Assignment::lease).toList();
        launcher.list().onSuccess(jobs -> compare(expected, jobs)).onComplete(_ -> {
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

    private void compare(List<Lease> expected, List<Job> jobs) {
        Map<Lease, Job> found = jobs.stream()
                .collect(Collectors.toMap(job -> job.labels().lease(), Function.identity()));
        if (stopped) {
            return;
        }
        for (Lease lease : expected) {
            assignments.get(lease).filter(Assignment::hasJob).ifPresent(assignment -> {
                Job job = found.get(lease);
                if (job == null) {
                    report(assignment, new JobEnd.Vanished(List.of()));
                } else if (job.state() instanceof Job.Ended(JobEnd end)) {
                    report(assignment, end);
                }
            });
        }
        changed.run();
    }

    /// The job's folder, and its slot with it, goes only after its end is safe in the journal.
    void report(Assignment assignment, JobEnd end) {
        Lease lease = assignment.lease();
        assignments.change(lease, known -> known.in(Phase.REPORTING, clock.instant()));
        changed.run();
        bus.ask(AgentBus.JOB_ENDED, new JobEnded(lease, assignment.job(), end, assignment.stopped()))
                .onSuccess(_ -> forget(assignment))
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
