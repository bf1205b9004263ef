package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.Job.Ended;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.JobToken;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.agent.launch.ScanAccess;
import io.seltzer.health.Readiness.NotReady;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scans as Jobs of a cluster. All state is the cluster's; what is kept here is what was last heard of it, so that it can
/// be told at once and while the cluster is away. Blocking, but for what only tells.
final class KubernetesJobs implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(KubernetesJobs.class);
    /// How often to try again for a list that could not be had.
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Settings settings;
    private final Clock clock;
    private final ScanCluster cluster;
    private final JobManifest manifest;
    private final JobWatch watch;
    private final JobCreation creation;
    private final Removals removals;
    private final Evidence evidence;
    private final LaunchCheck check;

    private Optional<Instant> refreshed = Optional.empty();
    private Optional<Instant> counted = Optional.empty();
    private boolean away;
    private volatile Replicas replicas;

    /// @param fullList how often to list everything
    /// @param count how often to look at the agent's own replicas, while Jobs of others are there
    record Settings(
            KubernetesSettings kubernetes,
            AgentIdentity agent,
            JobManifest.Graces graces,
            Duration fullList,
            Duration count) {}

    /// @param changed called from any thread after each change that was heard of
    KubernetesJobs(Config config, Settings settings, Clock clock, Runnable changed) {
        this.settings = settings;
        this.clock = clock;
        AgentIdentity agent = settings.agent();
        this.cluster = new ScanCluster(config, settings.kubernetes(), agent.owner());
        this.manifest = new JobManifest(settings.kubernetes(), agent, settings.graces());
        this.watch = new JobWatch(cluster, clock, changed);
        this.creation = new JobCreation(cluster, manifest, agent.owner(), watch::found, clock);
        this.removals = new Removals(cluster, watch, settings.graces().stop(), clock);
        this.evidence = new Evidence(cluster, clock);
        this.check = new LaunchCheck(
                cluster, features -> manifest.job(sample(clock.instant()), features, clock.instant()), clock);
        this.replicas = Replicas.unknown(agent.replica());
    }

    private static JobSpec sample(Instant now) {
        JobLabels labels = new JobLabels(
                new Lease(UUID.randomUUID(), 0), UUID.randomUUID(), "", Instruction.Kind.verifyContract, now);
        return JobSpec.of(labels, ScanAccess.local(URI.create("http://localhost"), new JobToken("")));
    }

    LaunchOutcome launch(JobSpec spec) {
        return creation.launch(spec);
    }

    void stop(String name) {
        removals.stop(name);
    }

    void forget(String name) {
        removals.forget(name);
    }

    /// Empty while the cluster has never answered. Does not block.
    Optional<List<Job>> list() {
        if (watch.listed().isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        List<Job> jobs = new ArrayList<>();
        for (Sighting seen : watch.sightings()) {
            if (!removals.isForgotten(seen.job())) {
                job(evidence.complete(seen), now).ifPresent(jobs::add);
            }
        }
        return Optional.of(List.copyOf(jobs));
    }

    Optional<Instant> aloneSince() {
        return replicas.aloneSince();
    }

    Optional<Duration> watchAge() {
        return watch.age();
    }

    Optional<NotReady> check() {
        boolean recent = watch.listed()
                .filter(then -> clock.instant().isBefore(then.plus(settings.fullList().multipliedBy(3))))
                .isPresent();
        if (!recent) {
            return Optional.of(new NotReady(
                    "job.cluster-unreachable",
                    "The jobs of the cluster have not been listed lately. Look at the API server and at the agent's "
                            + "Role."));
        }
        return check.check();
    }

    /// All that is to be done now and then; one caller at a time. Returns the names of what has ended and is this
    /// replica's to tell.
    List<String> tend() {
        try {
            refresh();
            countReplicas();
            removals.press();
            investigate();
            away = false;
        } catch (KubernetesClientException failure) {
            // Tried again at the next turn. Told once: an outage may be long.
            if (!away) {
                away = true;
                LOGGER.atWarn()
                        .addKeyValue("status", failure.getCode())
                        .log("The cluster does not answer as it should; what was last heard of it counts");
            }
        }
        return list().orElse(List.of()).stream()
                .filter(job -> job.hasEnded() && job.mine())
                .map(Job::name)
                .toList();
    }

    private void refresh() {
        Duration due = watch.listed().isEmpty() || away ? AGAIN : settings.fullList();
        if (isDue(refreshed, due)) {
            refreshed = Optional.of(clock.instant());
            watch.refresh();
        }
    }

    private void countReplicas() {
        boolean others = watch.sightings().stream()
                .anyMatch(seen -> !launcher(seen.job()).equals(LabelValue.of(settings.agent().replica())));
        if (isDue(counted, others || !replicas.known() ? settings.count() : settings.fullList())) {
            counted = Optional.of(clock.instant());
            replicas = replicas.seen(cluster.replicas(), clock.instant());
        }
    }

    private boolean isDue(Optional<Instant> last, Duration every) {
        return last.filter(then -> clock.instant().isBefore(then.plus(every))).isEmpty();
    }

    private void investigate() {
        List<Sighting> sightings = watch.sightings();
        evidence.keepOnly(sightings);
        for (Sighting seen : sightings) {
            switch (PodDiagnosis.of(evidence.complete(seen), clock.instant())) {
                case Job.Pending _ -> evidence.explain(seen);
                case Ended(JobEnd end) when isMine(seen) ->
                    withOutput(end, seen).ifPresent(pod -> evidence.fetchOutput(seen, pod));
                case Ended _, Job.Running _ -> {}
            }
        }
    }

    /// The pod whose output says more about this end.
    private static Optional<Pod> withOutput(JobEnd end, Sighting seen) {
        return end instanceof JobEnd.Delivered
                ? Optional.empty()
                : PodDiagnosis.pod(seen.pods()).filter(pod -> PodDiagnosis.terminated(pod).isPresent());
    }

    private Optional<Job> job(Sighting seen, Instant now) {
        return JobMarks.read(seen.job().getMetadata()).map(labels -> {
            boolean mine = isMine(seen);
            Job.State state = PodDiagnosis.of(seen, now);
            // An end is told with its output, which is fetched first.
            boolean waits = mine
                    && state instanceof Ended(JobEnd end)
                    && seen.output().isEmpty()
                    && withOutput(end, seen).isPresent();
            return new Job(
                    seen.job().getMetadata().getName(),
                    labels,
                    Instant.parse(seen.job().getMetadata().getCreationTimestamp()),
                    mine,
                    waits ? new Job.Running() : state);
        });
    }

    private boolean isMine(Sighting seen) {
        return replicas.isMine(launcher(seen.job()));
    }

    private static String launcher(io.fabric8.kubernetes.api.model.batch.v1.Job job) {
        return Objects.requireNonNullElse(job.getMetadata().getLabels().get(JobMarks.REPLICA), "");
    }

    @Override
    public void close() {
        watch.close();
        cluster.close();
    }
}
