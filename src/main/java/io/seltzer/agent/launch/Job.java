package io.seltzer.agent.launch;

import java.time.Instant;

/// A job as it was found.
public record Job(String name, JobLabels labels, Instant startedAt, State state) {
    public sealed interface State {}

    public record Running() implements State {}

    /// Stays until the launcher is told to forget the job.
    public record Ended(JobEnd end) implements State {}

    public boolean isRunning() {
        return state instanceof Running;
    }
}
