package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.seltzer.agent.launch.kubernetes.Replicas.Replica;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// All that an agent asks of its cluster; its rights, and no more, are in the chart (`agent-rights.yaml`). Blocking; failures are
/// [KubernetesClientException]s.
final class ScanCluster implements AutoCloseable {
    private static final int CONNECTION_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 10_000;
    private static final int LOG_LINES = 20;
    private static final int LOG_BYTES = 64 << 10;

    private final KubernetesClient client;
    private final String namespace;
    private final Map<String, String> owned;
    private final String agentPods;

    private volatile Optional<ClusterFeatures> features = Optional.empty();

    /// @param config where the cluster is
    /// @param owner see [AgentIdentity#owner]
    ScanCluster(Config config, KubernetesSettings settings, String owner) {
        // One try each: whoever asks knows better when to ask again.
        Config patient = new ConfigBuilder(config)
                .withConnectionTimeout(CONNECTION_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(patient).build();
        this.namespace = settings.namespace().orElseGet(() -> ownNamespace(client));
        this.owned = Map.of(JobMarks.OWNER, owner);
        this.agentPods = settings.agentPods();
    }

    private static String ownNamespace(KubernetesClient client) {
        return Objects.requireNonNullElse(client.getNamespace(), "default");
    }

    /// Asked once.
    ClusterFeatures features() {
        ClusterFeatures known = features.orElse(null);
        if (known == null) {
            VersionInfo version = client.getKubernetesVersion();
            known = ClusterFeatures.of(String.valueOf(version.getMajor()), String.valueOf(version.getMinor()));
            features = Optional.of(known);
        }
        return known;
    }

    Job create(Job job) {
        return client.batch().v1().jobs().inNamespace(namespace).resource(job).create();
    }

    /// As [#create], but nothing comes of it.
    void tryToCreate(Job job) {
        client.batch().v1().jobs().inNamespace(namespace).resource(job).dryRun().create();
    }

    void create(ConfigMap map) {
        client.configMaps().inNamespace(namespace).resource(map).create();
    }

    Optional<Job> job(String name) {
        return Optional.ofNullable(
                client.batch().v1().jobs().inNamespace(namespace).withName(name).get());
    }

    /// Of a Job of that name with another UID nothing happens to.
    void delete(String name, String uid, DeletionPropagation propagation) {
        try {
            client.raw(
                    "/apis/batch/v1/namespaces/" + namespace + "/jobs/" + name,
                    "DELETE",
                    new DeleteOptionsBuilder()
                            .withApiVersion("v1")
                            .withKind("DeleteOptions")
                            .withPropagationPolicy(propagation.toString())
                            .withNewPreconditions()
                            .withUid(uid)
                            .endPreconditions()
                            .build());
        } catch (KubernetesClientException refused) {
            boolean gone = refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                    || refused.getCode() == HttpURLConnection.HTTP_CONFLICT;
            if (!gone) {
                throw refused;
            }
        }
    }

    List<Job> jobs() {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabels(owned)
                .list()
                .getItems();
    }

    List<Pod> pods() {
        return client.pods().inNamespace(namespace).withLabels(owned).list().getItems();
    }

    SharedIndexInformer<Job> watchJobs(ResourceEventHandler<Job> handler) {
        return started(client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabels(owned)
                .runnableInformer(0)
                .addEventHandler(handler));
    }

    SharedIndexInformer<Pod> watchPods(ResourceEventHandler<Pod> handler) {
        return started(client.pods()
                .inNamespace(namespace)
                .withLabels(owned)
                .runnableInformer(0)
                .addEventHandler(handler));
    }

    /// It connects again whatever happens; that it sometimes does not is what full lists are for.
    private static <T> SharedIndexInformer<T> started(SharedIndexInformer<T> informer) {
        informer.exceptionHandler((_, _) -> true);
        var _ = informer.start();
        return informer;
    }

    /// About one object, the oldest first; from the API server's memory. Events are never watched: there are too many.
    List<Event> events(String name) {
        List<Event> events = client.v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.name", name)
                .list(new ListOptionsBuilder().withResourceVersion("0").build())
                .getItems();
        return events.stream()
                .sorted(Comparator.comparing(event -> String.valueOf(
                        event.getLastTimestamp() != null ? event.getLastTimestamp() : event.getEventTime())))
                .toList();
    }

    /// The end of what the scan printed.
    String log(String pod) {
        String log = client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .inContainer(PodManifest.CONTAINER)
                .limitBytes(LOG_BYTES)
                .tailingLines(LOG_LINES)
                .getLog();
        return Objects.requireNonNullElse(log, "");
    }

    /// Pods of the agent itself, in its own namespace.
    List<Replica> replicas() {
        return client.pods()
                .inNamespace(ownNamespace(client))
                .list(new ListOptionsBuilder()
                        .withLabelSelector(agentPods)
                        .withResourceVersion("0")
                        .build())
                .getItems()
                .stream()
                .map(pod -> new Replica(
                        pod.getMetadata().getName(),
                        pod.getMetadata().getDeletionTimestamp() != null,
                        List.of("Succeeded", "Failed").contains(PodDiagnosis.phase(pod))))
                .toList();
    }

    boolean mayCreateJobs() {
        SelfSubjectAccessReview review = client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withNamespace(namespace)
                        .withGroup("batch")
                        .withResource("jobs")
                        .withVerb("create")
                        .endResourceAttributes()
                        .endSpec()
                        .build());
        return review.getStatus() != null && Boolean.TRUE.equals(review.getStatus().getAllowed());
    }

    @Override
    public void close() {
        client.close();
    }
}
