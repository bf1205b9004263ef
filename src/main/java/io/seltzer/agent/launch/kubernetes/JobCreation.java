package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.seltzer.agent.launch.JobEnd.NotLaunched;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.agent.launch.LaunchOutcome.Launched;
import io.seltzer.agent.launch.LaunchOutcome.NotNow;
import io.seltzer.agent.launch.LaunchOutcome.Refused;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings a scan's objects into the cluster, once, however often it is tried. Blocking.
final class JobCreation {
    /// A ConfigMap may be 1 MiB, its names and what surrounds it included.
    private static final int LARGEST_BUNDLE = (1 << 20) - (4 << 10);

    private final ScanCluster cluster;
    private final JobManifest manifest;
    private final String owner;
    private final Consumer<Job> created;
    private final Clock clock;

    /// @param owner see [AgentIdentity#owner]
    /// @param created hears of the Job before anybody is told that there is one
    JobCreation(ScanCluster cluster, JobManifest manifest, String owner, Consumer<Job> created, Clock clock) {
        this.cluster = cluster;
        this.manifest = manifest;
        this.owner = owner;
        this.created = created;
        this.clock = clock;
    }

    LaunchOutcome launch(JobSpec spec) {
        if (isTooLarge(spec)) {
            return new Refused(new NotLaunched(
                    "bundle.too-large",
                    "The scan's bundle is too large to be mounted (a ConfigMap holds 1 MiB). Set the agent's "
                            + "`delivery` to gateway: scans then fetch their bundles.",
                    false));
        }
        try {
            Job wanted = manifest.job(spec, cluster.features(), clock.instant());
            Optional<Job> job = createOrFind(spec, wanted);
            if (job.isEmpty()) {
                return new NotNow("job.name-taken", "A job of this name that is not this scan's is being removed.");
            }
            Optional<ConfigMap> bundle = manifest.bundle(spec, job.get());
            LaunchOutcome outcome = bundle.map(map -> withBundle(job.get(), map)).orElseGet(Launched::new);
            if (outcome instanceof Launched) {
                created.accept(job.get());
            }
            return outcome;
        } catch (KubernetesClientException refusal) {
            return Refusal.of(refusal);
        }
    }

    private static boolean isTooLarge(JobSpec spec) {
        return spec.access()
                .bundle()
                .filter(bundle -> bundle.getBytes(StandardCharsets.UTF_8).length > LARGEST_BUNDLE)
                .isPresent();
    }

    /// Empty when the name is taken by another Job, which is then told to go.
    private Optional<Job> createOrFind(JobSpec spec, Job wanted) {
        try {
            return Optional.of(cluster.create(wanted));
        } catch (KubernetesClientException refusal) {
            boolean exists = refusal.getCode() == HttpURLConnection.HTTP_CONFLICT
                    && refusal.getStatus() != null
                    && "AlreadyExists".equals(refusal.getStatus().getReason());
            if (!exists) {
                throw refusal;
            }
        }
        Optional<Job> found = cluster.job(spec.name());
        if (found.isEmpty() || found.get().getMetadata().getDeletionTimestamp() != null) {
            return Optional.empty();
        }
        if (isOf(spec, found.get())) {
            return found;
        }
        cluster.delete(spec.name(), found.get().getMetadata().getUid(), DeletionPropagation.BACKGROUND);
        return Optional.empty();
    }

    private boolean isOf(JobSpec spec, Job found) {
        boolean ours = found.getMetadata().getLabels() != null
                && owner.equals(found.getMetadata().getLabels().get(JobMarks.OWNER));
        return ours
                && JobMarks.read(found.getMetadata())
                        .filter(labels -> labels.lease().equals(spec.labels().lease()))
                        .isPresent();
    }

    /// The pod waits for its bundle. A Job that can never have it goes again.
    private LaunchOutcome withBundle(Job job, ConfigMap bundle) {
        try {
            cluster.create(bundle);
            return new Launched();
        } catch (KubernetesClientException refusal) {
            if (refusal.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return new Launched();
            }
            LaunchOutcome outcome = Refusal.of(refusal);
            if (outcome instanceof Refused) {
                cluster.delete(
                        job.getMetadata().getName(), job.getMetadata().getUid(), DeletionPropagation.BACKGROUND);
            }
            return outcome;
        }
    }
}
