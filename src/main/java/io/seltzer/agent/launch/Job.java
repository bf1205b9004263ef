package io.seltzer.agent.launch;

import java.time.Instant;
import java.util.Optional;

/// A job as it was found.
///
/// @param mine whether this replica of the agent is the one that tells how it ended
public record Job(String name, JobLabels labels, Instant startedAt, boolean mine, State state) {
    public sealed interface State {}

    /// Its process does not run yet.
    public record Pending(Optional<Obstacle> obstacle) implements State {
        public static final Pending UNHINDERED = new Pending(Optional.empty());
    }

    public record Running() implements State {}

    /// Stays until the launcher is told to forget the job.
    public record Ended(JobEnd end) implements State {}

    /// What keeps a job from running, which may pass.
    ///
    /// @param code stable
    /// @param message what it is and what to do
    public record Obstacle(String code, String message) {}

    public boolean hasEnded() {
        return state instanceof Ended;
    }
}
