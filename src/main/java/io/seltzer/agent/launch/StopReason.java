package io.seltzer.agent.launch;

/// Why the agent stopped a job, if it did.
public enum StopReason {
    NONE,
    /// Another one holds the instruction by now, or it has ended: nothing of this job counts any more.
    LEASE_LOST,
    CANCELED,
    /// The scan ran past its deadline, or never ran before it.
    DEADLINE,
    /// The process never asked for its bundle.
    NEVER_STARTED,
    /// The process has not been heard of for longer than it may go on without an answer.
    SILENT,
    /// The agent ended and was told to take its scans along.
    AGENT_STOPPED
}
