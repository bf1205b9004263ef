package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.seltzer.agent.launch.Job.Obstacle;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobEnd.Explained;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What keeps a Job's pod from running. The cluster's own sentences are only searched for what they mean: they may
/// quote anything. Pure.
final class Obstacles {
    private static final Pattern INSUFFICIENT = Pattern.compile("Insufficient ([a-z0-9./-]+)");
    private static final Set<String> IMAGE = Set.of("ErrImagePull", "ImagePullBackOff", "RegistryUnavailable");
    private static final Set<String> IMAGE_FOR_GOOD = Set.of("InvalidImageName", "ErrImageNeverPull", "ImageInspectError");
    private static final Set<String> CONFIGURATION =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

    private Obstacles() {}

    /// @param patience after which it will not pass by itself; empty when only the start limit ends it
    /// @param retry whether another attempt may end differently
    record Found(Obstacle obstacle, Optional<Duration> patience, boolean retry) {
        boolean isFinal(Instant since, Instant now) {
            return patience.filter(time -> !now.isBefore(since.plus(time))).isPresent();
        }

        JobEnd end() {
            return new Explained(obstacle.code(), obstacle.message(), retry, null, List.of());
        }

        private static Found passing(String code, String message) {
            return new Found(new Obstacle(code, message), Optional.empty(), true);
        }

        private static Found lasting(String code, String message, Duration patience) {
            return new Found(new Obstacle(code, message), Optional.of(patience), false);
        }
    }

    /// The Job is there, and the cluster makes no pod for it.
    static Optional<Obstacle> withoutPod(List<Event> events) {
        return latest(events, "FailedCreate").map(message -> message.contains("exceeded quota")
                ? new Obstacle(
                        "job.quota",
                        "The quota of the namespace has no room for the scan's pod. Raise the quota, or lower the "
                                + "agent's capacity.")
                : new Obstacle(
                        "job.pod-refused",
                        "The cluster refuses to make the scan's pod. Look at the events of its Job: often the service "
                                + "account or priority class is missing, or a policy forbids something."));
    }

    static Optional<Found> of(Pod pod, List<Event> events) {
        Optional<String> waiting = PodDiagnosis.container(pod)
                .map(status -> status.getState())
                .map(state -> state.getWaiting())
                .map(ContainerStateWaiting::getReason);
        if (waiting.filter(reason -> IMAGE.contains(reason) || IMAGE_FOR_GOOD.contains(reason)).isPresent()) {
            return Optional.of(Found.lasting(
                    "job.image-pull",
                    "The image of the scan's pod cannot be had. Correct `image` in the agent's settings, or give "
                            + "`imagePullSecrets`.",
                    IMAGE_FOR_GOOD.contains(waiting.get()) ? Duration.ZERO : PodDiagnosis.GRACE));
        }
        if (waiting.filter(CONFIGURATION::contains).isPresent()) {
            return Optional.of(missing());
        }
        Optional<PodCondition> unscheduled = unscheduled(pod);
        if (unscheduled.isPresent()) {
            return Optional.of(unschedulable(String.valueOf(unscheduled.get().getMessage())));
        }
        return latest(events, "FailedMount")
                .map(message -> message.contains("not found") || message.contains("non-existent")
                        ? missing()
                        : Found.passing(
                                "job.mount",
                                "A volume of the scan's pod cannot be mounted. Look at the events of the pod."));
    }

    private static Found missing() {
        return Found.lasting(
                "job.create-config",
                "A Secret, a ConfigMap, or a key of one that the scan's pod needs is missing in the namespace of scans. "
                        + "Create it, or correct the agent's settings.",
                PodDiagnosis.GRACE);
    }

    private static Optional<PodCondition> unscheduled(Pod pod) {
        return Optional.ofNullable(pod.getStatus().getConditions()).stream()
                .flatMap(List::stream)
                .filter(condition -> "PodScheduled".equals(condition.getType()))
                .filter(condition -> "False".equals(condition.getStatus()))
                .findFirst();
    }

    /// Resources before taints before affinity: a node that is tainted besides is mostly one that is not for scans.
    private static Found unschedulable(String message) {
        Set<String> resources = new LinkedHashSet<>();
        Matcher insufficient = INSUFFICIENT.matcher(message);
        while (insufficient.find()) {
            resources.add(insufficient.group(1).replaceAll("\\.$", ""));
        }
        if (!resources.isEmpty()) {
            return Found.passing(
                    "job.unschedulable.insufficient-resources",
                    "No node has room for the scan's pod (" + String.join(", ", resources)
                            + "). Lower its requests in the agent's settings, or add nodes.");
        } else if (message.contains("taint")) {
            return Found.passing(
                    "job.unschedulable.taint",
                    "Every node that could take the scan's pod has a taint. Give `tolerations` in the agent's settings.");
        } else if (message.contains("affinity") || message.contains("selector")) {
            return Found.passing(
                    "job.unschedulable.node-affinity",
                    "No node fits `nodeSelector` and `affinity` of the agent's settings.");
        }
        return Found.passing(
                "job.unschedulable", "No node takes the scan's pod. Look at the events of the pod.");
    }

    /// The events' order is that of their last time.
    private static Optional<String> latest(List<Event> events, String reason) {
        return events.stream()
                .filter(event -> reason.equals(event.getReason()))
                .reduce((_, later) -> later)
                .map(event -> String.valueOf(event.getMessage()));
    }
}
