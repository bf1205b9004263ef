package io.seltzer.agent.launch;

import io.seltzer.health.Readiness.NotReady;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Runs scans as processes of this machine. They outlive the agent; their exit codes wait for it on disk.
///
/// A shell in between keeps the exit code. For a process that this agent started itself the system says at once when
/// it ends; for one that it found, only looking tells.
public final class ProcessLauncher implements JobLauncher {
    public static final String NAME = "process";

    private final Vertx vertx;
    private final BlockingCalls blocking;
    private final ProcessJobs jobs;
    private final Settings settings;
    private final Clock clock;
    /// Jobs that were told to end, and when.
    private final Map<String, Instant> stopping = new ConcurrentHashMap<>();

    /// Read by threads that wait for processes.
    private volatile Handler<String> ended = _ -> {};
    private long timer = -1;

    /// @param folder where jobs have their folders
    /// @param command that runs a scan
    /// @param environment all that a scan gets besides its gateway and token
    /// @param observe how often to look for ends
    /// @param stopGrace between telling a scan to end and ending it
    public record Settings(
            Path folder,
            List<String> command,
            Map<String, String> environment,
            Duration observe,
            Duration stopGrace) {

        /// The values of the environment are the customer's secrets.
        @Override
        public String toString() {
            return "ProcessLauncher.Settings[folder=" + folder + ", environment=" + environment.keySet() + "]";
        }
    }

    public ProcessLauncher(Vertx vertx, Settings settings, Clock clock) {
        this.vertx = vertx;
        this.blocking = new BlockingCalls(vertx);
        this.settings = settings;
        this.clock = clock;
        this.jobs = new ProcessJobs(settings.folder(), settings.command(), settings.environment(), clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> start(Handler<String> onEnded) {
        Context context = vertx.getOrCreateContext();
        ended = name -> context.runOnContext(_ -> onEnded.handle(name));
        return blocking.beside(jobs::open)
                .onSuccess(_ -> timer = vertx.setPeriodic(settings.observe().toMillis(), _ -> observe()));
    }

    @Override
    public Future<Optional<NotReady>> check() {
        return blocking.beside(() -> jobs.obstacle().map(reason -> new NotReady("launcher.unable", reason)));
    }

    @Override
    public Future<LaunchOutcome> launch(JobSpec spec) {
        return blocking.beside(() -> jobs.launch(spec))
                .onSuccess(started -> started.ifPresent(process -> {
                    var _ = process.onExit().thenRun(() -> ended.handle(spec.name()));
                }))
                .map(new LaunchOutcome.Launched());
    }

    @Override
    public Future<List<Job>> list() {
        return blocking.beside(jobs::list);
    }

    @Override
    public Future<Void> stop(String name) {
        if (stopping.putIfAbsent(name, clock.instant()) != null) {
            return Future.succeededFuture();
        }
        return signal(name, false);
    }

    @Override
    public Future<Void> forget(String name) {
        stopping.remove(name);
        return blocking.beside(() -> jobs.forget(name));
    }

    @Override
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        ended = _ -> {};
        return Future.succeededFuture();
    }

    private void observe() {
        list().onSuccess(found -> {
            for (Job job : found) {
                if (job.hasEnded()) {
                    ended.handle(job.name());
                } else if (stopping.containsKey(job.name())) {
                    pressOn(job.name());
                }
            }
        });
    }

    /// Repeated while the job runs: a scan that is told before it has written its number down hears nothing.
    private void pressOn(String name) {
        Instant since = stopping.getOrDefault(name, clock.instant());
        boolean force = Duration.between(since, clock.instant()).compareTo(settings.stopGrace()) >= 0;
        Future<Void> pressed = signal(name, force);
        pressed.onFailure(_ -> {});
    }

    private Future<Void> signal(String name, boolean force) {
        return blocking.beside(() -> jobs.signal(name, force));
    }
}
