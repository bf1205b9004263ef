package io.seltzer.agent;

import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.health.Readiness.NotReady;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A launcher whose jobs are what a test says.
final class FakeLauncher implements JobLauncher {
    final BlockingQueue<JobSpec> launched = new LinkedBlockingQueue<>();
    final BlockingQueue<String> stopped = new LinkedBlockingQueue<>();
    final BlockingQueue<String> forgotten = new LinkedBlockingQueue<>();
    /// What the next launches come to; then they succeed.
    final ConcurrentLinkedQueue<LaunchOutcome> refusals = new ConcurrentLinkedQueue<>();

    volatile boolean known = true;
    volatile Optional<Instant> aloneSince = Optional.of(Instant.EPOCH);

    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private volatile Handler<String> ended = _ -> {};

    void put(Job job) {
        jobs.put(job.name(), job);
        ended.handle(job.name());
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Future<Void> start(Handler<String> handler) {
        Context context = Objects.requireNonNull(Vertx.currentContext());
        ended = name -> context.runOnContext(_ -> handler.handle(name));
        return Future.succeededFuture();
    }

    @Override
    public Future<Optional<NotReady>> check() {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<LaunchOutcome> launch(JobSpec spec) {
        launched.add(spec);
        LaunchOutcome refusal = refusals.poll();
        if (refusal != null) {
            return Future.succeededFuture(refusal);
        }
        jobs.put(spec.name(), new Job(spec.name(), spec.labels(), Instant.now(), true, Job.Pending.UNHINDERED));
        return Future.succeededFuture(new LaunchOutcome.Launched());
    }

    @Override
    public Future<List<Job>> list() {
        return known
                ? Future.succeededFuture(new ArrayList<>(jobs.values()))
                : Future.failedFuture("The cluster has not answered yet.");
    }

    @Override
    public Optional<Instant> aloneSince() {
        return aloneSince;
    }

    @Override
    public Future<Void> stop(String name) {
        stopped.add(name);
        jobs.remove(name);
        ended.handle(name);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> forget(String name) {
        jobs.remove(name);
        forgotten.add(name);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
