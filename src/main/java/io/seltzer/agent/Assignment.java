package io.seltzer.agent;

import io.seltzer.agent.launch.Job.Obstacle;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobEnd.Explained;
import io.seltzer.agent.launch.JobEnd.NotLaunched;
import io.seltzer.agent.launch.JobEnd.Vanished;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobName;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A lease that this replica of the agent works on.
///
/// @param watch who tells how its job ended
/// @param stopped why its job was told to end, if it was
/// @param since when the phase began
/// @param heard when its scan was last heard of; counts while it runs
/// @param obstacle what keeps it from running, as last heard
/// @param bundle as the control plane gave it; absent for adopted jobs until their scan asks
record Assignment(
        JobLabels labels,
        Phase phase,
        Watch watch,
        StopReason stopped,
        Instant since,
        Instant heard,
        Optional<Obstacle> obstacle,
        @Nullable ScanBundle bundle) {
    private static final Obstacle WAITS = new Obstacle("job.waiting", "It was still waiting to be launched.");

    enum Phase {
        /// For a free slot at its data source, or for a launcher that can launch.
        WAITING,
        /// Its bundle is fetched, its job is being created.
        PREPARING,
        /// There is a job, and its scan has not been heard of.
        LAUNCHED,
        /// The scan has been heard of, here or surely elsewhere, or the job was found at start.
        RUNNING,
        /// The job has ended and its end is being written down.
        REPORTING
    }

    enum Watch {
        OURS,
        /// Another replica launched the job and watches it; its scan talks to this one.
        ANOTHERS
    }

    static Assignment waiting(JobLabels labels, Instant now) {
        return fresh(labels, Phase.WAITING, Watch.OURS, now);
    }

    static Assignment adopted(JobLabels labels, Watch watch, Instant now) {
        return fresh(labels, Phase.RUNNING, watch, now);
    }

    private static Assignment fresh(JobLabels labels, Phase phase, Watch watch, Instant now) {
        return new Assignment(labels, phase, watch, StopReason.NONE, now, now, Optional.empty(), null);
    }

    Assignment in(Phase next, Instant now) {
        return new Assignment(labels, next, watch, stopped, now, heard, obstacle, bundle);
    }

    Assignment watchedBy(Watch other) {
        return new Assignment(labels, phase, other, stopped, since, heard, obstacle, bundle);
    }

    Assignment stopped(StopReason reason) {
        return new Assignment(labels, phase, watch, reason, since, heard, obstacle, bundle);
    }

    /// Whoever is heard of runs.
    Assignment heard(Instant now) {
        Instant ran = phase == Phase.RUNNING ? since : now;
        return new Assignment(labels, Phase.RUNNING, watch, stopped, ran, now, Optional.empty(), bundle);
    }

    Assignment hinderedBy(Optional<Obstacle> found) {
        return new Assignment(labels, phase, watch, stopped, since, heard, found, bundle);
    }

    Assignment with(ScanBundle fetched) {
        return new Assignment(labels, phase, watch, stopped, since, heard, obstacle, fetched);
    }

    Lease lease() {
        return labels.lease();
    }

    String job() {
        return JobName.of(lease());
    }

    boolean isWaiting() {
        return phase == Phase.WAITING;
    }

    boolean hasJob() {
        return phase == Phase.LAUNCHED || phase == Phase.RUNNING;
    }

    boolean isOurs() {
        return watch == Watch.OURS;
    }

    /// Whether its scan is listened to.
    boolean isLive() {
        return phase != Phase.WAITING && phase != Phase.REPORTING && stopped != StopReason.LEASE_LOST;
    }

    /// How it ends when it never became a job.
    NotLaunched unlaunched() {
        Obstacle why = obstacle.orElse(WAITS);
        return new NotLaunched(why.code(), why.message(), true);
    }

    /// How it ends when its job is gone without a word.
    JobEnd lost() {
        if (!isOurs()) {
            return new JobEnd.WatchedElsewhere();
        }
        return stopped == StopReason.NEVER_STARTED && obstacle.isPresent()
                ? new Explained(obstacle.get().code(), obstacle.get().message(), true, null, List.of())
                : new Vanished(List.of());
    }
}
