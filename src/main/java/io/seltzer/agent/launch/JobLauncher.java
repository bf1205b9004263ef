package io.seltzer.agent.launch;

import io.seltzer.health.Readiness.NotReady;
import io.vertx.core.Future;
import io.vertx.core.Handler;
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

    /// Why nothing could be launched now; empty when all is well.
    Future<Optional<NotReady>> check();

    /// Idempotent by name: when there is a job of that name already, running or ended, nothing happens.
    Future<LaunchOutcome> launch(JobSpec spec);

    /// All jobs, ended ones included until they are forgotten.
    Future<List<Job>> list();

    /// Tells the job to end, and ends it by force if it does not. Completes once it has been told.
    Future<Void> stop(String name);

    /// Removes what is left of an ended job.
    Future<Void> forget(String name);

    /// Since the launcher last heard of its jobs; empty when it does not watch from afar.
    default OptionalDouble watchAgeSeconds() {
        return OptionalDouble.empty();
    }

    /// Ends watching; jobs run on.
    Future<Void> close();
}
