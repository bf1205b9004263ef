package io.seltzer.agent.launch;

import io.seltzer.agent.launch.JobEnd.NotLaunched;

/// What became of the wish to launch a job.
public sealed interface LaunchOutcome {
    /// There is a job of that name now, this one or the one that was there already.
    record Launched() implements LaunchOutcome {}

    /// There is no room, or nobody there who could make one: worth another try with the same lease.
    ///
    /// @param code stable, e.g. `job.quota`
    /// @param reason a sentence for logs and readiness
    record NotNow(String code, String reason) implements LaunchOutcome {}

    /// The same job would be refused again.
    record Refused(NotLaunched end) implements LaunchOutcome {}
}
