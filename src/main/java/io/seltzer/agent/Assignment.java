package io.seltzer.agent;

import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobName;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A lease that this agent works on.
///
/// @param stopped why its job was told to end, if it was
/// @param since when the phase began
/// @param bundle as the control plane gave it; absent for adopted jobs until their scan asks
record Assignment(JobLabels labels, Phase phase, StopReason stopped, Instant since, @Nullable ScanBundle bundle) {
    enum Phase {
        /// For a free slot at its data source.
        WAITING,
        /// Its bundle is fetched, its job is being created.
        PREPARING,
        /// There is a job, and its scan has not been heard of.
        LAUNCHED,
        /// The scan has asked for its bundle, or the job was found at start.
        RUNNING,
        /// The job has ended and its end is being written down.
        REPORTING
    }

    static Assignment waiting(JobLabels labels, Instant now) {
        return new Assignment(labels, Phase.WAITING, StopReason.NONE, now, null);
    }

    static Assignment adopted(JobLabels labels, Instant now) {
        return new Assignment(labels, Phase.RUNNING, StopReason.NONE, now, null);
    }

    Assignment in(Phase next, Instant now) {
        return new Assignment(labels, next, stopped, now, bundle);
    }

    Assignment stopped(StopReason reason) {
        return new Assignment(labels, phase, reason, since, bundle);
    }

    Assignment with(ScanBundle fetched) {
        return new Assignment(labels, phase, stopped, since, fetched);
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

    /// Whether its scan is listened to.
    boolean isLive() {
        return phase != Phase.WAITING && phase != Phase.REPORTING && stopped != StopReason.LEASE_LOST;
    }
}
