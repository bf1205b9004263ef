package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The Kubernetes objects of a scan. Pure: the same spec under the same settings at the same instant gives the same
/// objects.
///
/// A lease has one pod. A pod that fails or is disturbed fails its Job, and the control plane grants the instruction
/// again under the next epoch; a second pod under the same epoch could not replace the rows that the first has
/// committed.
final class JobManifest {
    private static final Duration LEAST_TIME = Duration.ofSeconds(30);

    private final KubernetesSettings settings;
    private final AgentIdentity agent;
    private final Graces graces;

    /// @param stop between telling a scan to end and ending it
    /// @param deadline how long past its deadline the agent lets a scan end itself
    record Graces(Duration stop, Duration deadline) {}

    JobManifest(KubernetesSettings settings, AgentIdentity agent, Graces graces) {
        this.settings = settings;
        this.agent = agent;
        this.graces = graces;
    }

    Job job(JobSpec spec, ClusterFeatures features, Instant now) {
        JobLabels labels = spec.labels();
        PodSettings pod = settings.of(labels.kind(), labels.dataSource());
        Map<String, String> podAnnotations = over(pod.annotations(), JobMarks.annotations(labels, agent));
        podAnnotations.put("cluster-autoscaler.kubernetes.io/safe-to-evict", "false");
        Job job = new JobBuilder()
                .withNewMetadata()
                .withName(spec.name())
                .withLabels(over(pod.labels(), JobMarks.labels(labels, agent)))
                .withAnnotations(over(pod.annotations(), JobMarks.annotations(labels, agent)))
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(activeDeadline(labels.deadline(), now).toSeconds())
                .withTtlSecondsAfterFinished((int) settings.keepFinished().toSeconds())
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(over(pod.labels(), JobMarks.labels(labels, agent)))
                .withAnnotations(podAnnotations)
                .endMetadata()
                .withSpec(new PodManifest(settings, pod, graces.stop()).spec(spec))
                .endTemplate()
                .endSpec()
                .build();
        if (features.podFailurePolicy()) {
            job.getSpec().setPodFailurePolicy(failurePolicy());
        }
        if (features.podReplacementPolicy()) {
            // Never two pods at once: a pod that is being ended is not replaced before it has.
            job.getSpec().setPodReplacementPolicy("Failed");
        }
        return job;
    }

    /// The bundle for a scan that gets it as a file; goes with the Job.
    ///
    /// @param created the Job, as the cluster has it
    Optional<ConfigMap> bundle(JobSpec spec, Job created) {
        return spec.access().bundle().map(bundle -> new ConfigMapBuilder()
                .withNewMetadata()
                .withName(spec.name())
                .withLabels(JobMarks.labels(spec.labels(), agent))
                .addNewOwnerReference()
                .withApiVersion(created.getApiVersion())
                .withKind(created.getKind())
                .withName(created.getMetadata().getName())
                .withUid(created.getMetadata().getUid())
                .withController(false)
                .withBlockOwnerDeletion(false)
                .endOwnerReference()
                .endMetadata()
                .withImmutable(true)
                .addToData(PodManifest.BUNDLE_FILE, bundle)
                .build());
    }

    /// A backstop for when no agent is there to stop the scan: later than the agent would. Counted from now, since the
    /// scan may have waited for its slot.
    private Duration activeDeadline(Instant deadline, Instant now) {
        Duration time = Duration.between(now, deadline).plus(graces.deadline().multipliedBy(2));
        return time.compareTo(LEAST_TIME) < 0 ? LEAST_TIME : time;
    }

    /// Says by rule what `backoffLimit: 0` comes to anyway: a scan that has spoken, and one that was disturbed, is over.
    private static PodFailurePolicy failurePolicy() {
        return new PodFailurePolicyBuilder()
                .addNewRule()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName(PodManifest.CONTAINER)
                .withOperator("In")
                .withValues(1, 2, 3, 4)
                .endOnExitCodes()
                .endRule()
                .addNewRule()
                .withAction("FailJob")
                .addNewOnPodCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .endOnPodCondition()
                .endRule()
                .build();
    }

    /// What the user says, except where we have something to say.
    private static Map<String, String> over(Map<String, String> users, Map<String, String> ours) {
        Map<String, String> all = new TreeMap<>(users);
        all.putAll(ours);
        return all;
    }
}
