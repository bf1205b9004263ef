package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.health.Readiness.NotReady;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs scans as Jobs of a cluster. Calls of the cluster wait on virtual threads; what is told of Jobs is told from what
/// was last heard, and so at once.
public final class KubernetesLauncher implements JobLauncher {
    public static final String NAME = "kubernetes";
    private static final Duration COUNT = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Duration observe;
    private final KubernetesJobs jobs;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /// Something has changed since the cluster's Jobs were last tended.
    private final AtomicBoolean news = new AtomicBoolean();

    /// Read by the informers' threads.
    private volatile Optional<Context> context = Optional.empty();
    private Handler<String> ended = _ -> {};
    private boolean tending;
    private long timer = -1;

    /// @param observe how often to see to what is to be done again
    /// @param fullList how often to list everything
    /// @param stopGrace between telling a scan to end and ending it
    /// @param deadlineGrace how long past its deadline the agent lets a scan end itself
    public record Settings(
            KubernetesSettings kubernetes,
            AgentIdentity agent,
            Duration observe,
            Duration fullList,
            Duration stopGrace,
            Duration deadlineGrace) {}

    /// In the cluster that the process runs in, or the one that `KUBECONFIG` names.
    public KubernetesLauncher(Vertx vertx, Settings settings, Clock clock) {
        this(vertx, settings, new ConfigBuilder().build(), clock);
    }

    KubernetesLauncher(Vertx vertx, Settings settings, Config config, Clock clock) {
        this.vertx = vertx;
        this.observe = settings.observe();
        this.jobs = new KubernetesJobs(
                config,
                new KubernetesJobs.Settings(
                        settings.kubernetes(),
                        settings.agent(),
                        new JobManifest.Graces(settings.stopGrace(), settings.deadlineGrace()),
                        settings.fullList(),
                        COUNT),
                clock,
                this::heard);
    }

    @Override
    public String name() {
        return NAME;
    }

    /// A cluster that does not answer yet is no failure: the list is not known then, and readiness tells.
    @Override
    public Future<Void> start(Handler<String> onEnded) {
        Context own = vertx.getOrCreateContext();
        context = Optional.of(own);
        ended = onEnded;
        return call(jobs::tend).onSuccess(this::tell).mapEmpty().onSuccess(_ -> {
            timer = vertx.setPeriodic(observe.toMillis(), _ -> tend());
        }).mapEmpty();
    }

    @Override
    public Future<Optional<NotReady>> check() {
        return call(jobs::check);
    }

    @Override
    public Future<LaunchOutcome> launch(JobSpec spec) {
        return call(() -> jobs.launch(spec));
    }

    @Override
    public Future<List<Job>> list() {
        return jobs.list()
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture("The cluster has not told its jobs yet."));
    }

    @Override
    public Optional<Instant> aloneSince() {
        return jobs.aloneSince();
    }

    @Override
    public OptionalDouble watchAgeSeconds() {
        return jobs.watchAge()
                .map(age -> OptionalDouble.of(age.toMillis() / 1000.0))
                .orElseGet(OptionalDouble::empty);
    }

    @Override
    public Future<Void> stop(String name) {
        return call(() -> {
            jobs.stop(name);
            return name;
        }).mapEmpty();
    }

    @Override
    public Future<Void> forget(String name) {
        return call(() -> {
            jobs.forget(name);
            return name;
        }).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        ended = _ -> {};
        context = Optional.empty();
        if (threads.isShutdown()) {
            return Future.succeededFuture();
        }
        return call(() -> {
            jobs.close();
            return NAME;
        }).<Void>mapEmpty().onComplete(_ -> threads.shutdown());
    }

    /// From the informers' threads, and for a crowd of changes once.
    private void heard() {
        if (!news.getAndSet(true)) {
            context.ifPresent(own -> own.runOnContext(_ -> tend()));
        }
    }

    private void tend() {
        if (tending || context.isEmpty()) {
            return;
        }
        tending = true;
        boolean changed = news.getAndSet(false);
        call(jobs::tend)
                .onSuccess(names -> {
                    tell(names);
                    if (changed && names.isEmpty()) {
                        // What is gone has ended too, and has no name on the list any more.
                        ended.handle("");
                    }
                })
                .onComplete(_ -> {
                    tending = false;
                    if (news.get()) {
                        tend();
                    }
                });
    }

    private void tell(List<String> names) {
        names.forEach(name -> ended.handle(name));
    }

    private <T> Future<T> call(Callable<T> blocking) {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return blocking.call();
                    } catch (Exception failure) {
                        throw new CompletionException(failure);
                    }
                },
                threads);
        return Future.fromCompletionStage(answer, vertx.getOrCreateContext());
    }
}
