package io.seltzer.agent.launch;

import io.seltzer.health.Readiness.NotReady;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Where jobs run. The launcher's list is the only truth about them: it outlives the agent, and everything that the
/// agent wants to know (what is in hand, how many slots are free, what has ended) is read from it.
public interface JobLauncher {
    /// E.g. `process`.
    String name();

    /// Begins to watch. The handler hears names of jobs that have ended: a hint to look at the list, possibly late,
    /// repeated or about a job that is gone.
    Future<Void> start(Handler<String> ended);

    /// Why nothing could be launched now; empty when all is well. Asked by every probe of readiness.
    Future<Optional<NotReady>> check();

    /// Idempotent by name: when there is a job of that name already, running or ended, nothing happens. Fails only by a
    /// fault of the launcher itself.
    Future<LaunchOutcome> launch(JobSpec spec);

    /// All jobs of the agent, those of its other replicas and ended ones included, until they are forgotten. A job is on
    /// it from the moment that its launch succeeds. Fails while nothing is known, never because the last look failed.
    Future<List<Job>> list();

    /// Since when no other replica of the agent is there that a scan could be talking to; empty while there is one.
    default Optional<Instant> aloneSince() {
        return Optional.of(Instant.EPOCH);
    }

    /// Seconds since anything was heard about jobs; empty where jobs are looked at directly.
    default OptionalDouble watchAgeSeconds() {
        return OptionalDouble.empty();
    }

    /// Tells the job to end, and ends it by force if it does not. Completes once it has been told.
    Future<Void> stop(String name);

    /// Removes what is left of an ended job. It is on no list any more.
    Future<Void> forget(String name);

    /// Ends watching; jobs run on.
    Future<Void> close();
}
