package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobEnd.Delivered;
import io.seltzer.agent.launch.JobEnd.Explained;
import io.seltzer.agent.launch.LastLines;
import io.seltzer.protocol.ScanApi;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a pod ended that had begun. Pure.
final class PodEnd {
    private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError";
    /// The cluster's words for a node that is gone or going.
    private static final Set<String> NODE_REASONS = Set.of(
            "NodeLost",
            "NodeShutdown",
            "Shutdown",
            "Terminated",
            "NodeAffinity",
            "DeletionByTaintManager",
            "DeletionByPodGC");
    private static final Duration LATEST_DELETION = Duration.ofSeconds(60);

    private PodEnd() {}

    /// @param output as fetched from the log; what the cluster kept of it stands in for it
    static JobEnd of(Pod pod, ContainerStateTerminated terminated, Optional<List<String>> output) {
        int code = terminated.getExitCode();
        String lastWord = Objects.requireNonNullElse(terminated.getMessage(), "").strip();
        if (lastWord.equals(ScanApi.DELIVERED)) {
            return new Delivered(code);
        }
        List<String> lines = output.filter(fetched -> !fetched.isEmpty())
                .orElseGet(() -> LastLines.of(lastWord, List.of()));
        if ("OOMKilled".equals(terminated.getReason()) || lines.stream().anyMatch(line -> line.contains(OUT_OF_MEMORY))) {
            return new Explained(
                    "job.oom-killed",
                    "The scan needed more memory than its pod may have. Raise `memory` in the agent's settings, for "
                            + "this data source or for all.",
                    false,
                    code,
                    lines);
        }
        if (isDisturbed(pod)) {
            return disturbed(pod, code, lines);
        }
        if (isUnstarted(terminated)) {
            return new Explained(
                    "job.command-not-found",
                    "The image's program for scans could not be run. Correct the image in the agent's settings.",
                    false,
                    code,
                    lines);
        }
        return JobEnd.ofShell(code, lines);
    }

    static JobEnd overdue(Optional<List<String>> output) {
        return new Explained(
                "job.deadline-exceeded",
                "The cluster ended the scan since it ran past its deadline and no agent was there to stop it. Check "
                        + "fewer rows or columns, or allow more time.",
                false,
                null,
                output.orElse(List.of()));
    }

    static boolean isDisturbed(Pod pod) {
        return disturbance(pod).isPresent();
    }

    /// A pod whose container nobody can tell about: its node is gone, or the node ended it before it could begin.
    static JobEnd disturbed(Pod pod, Optional<List<String>> output) {
        return disturbed(pod, null, output.orElse(List.of()));
    }

    static boolean isNodeLost(Pod pod, Instant now) {
        if (disturbance(pod).filter(NODE_REASONS::contains).isPresent()) {
            return true;
        }
        // Told to end, and a minute after it must have nobody has seen it end.
        String deletion = pod.getMetadata().getDeletionTimestamp();
        try {
            return deletion != null && now.isAfter(Instant.parse(deletion).plus(LATEST_DELETION));
        } catch (DateTimeParseException unreadable) {
            return false;
        }
    }

    private static JobEnd disturbed(Pod pod, @Nullable Integer code, List<String> lines) {
        String reason = disturbance(pod).orElse("NodeLost");
        return NODE_REASONS.contains(reason)
                ? new Explained(
                        "job.node-lost",
                        "The node of the scan's pod is gone or was shut down. Nothing is to be done about the scan.",
                        true,
                        code,
                        lines)
                : new Explained(
                        "job.evicted",
                        "The cluster took the scan's pod away (" + reason + "), as when a node is drained or short of "
                                + "memory or disk. If it happens often, give scans a priority class or more `scratch`.",
                        true,
                        code,
                        lines);
    }

    /// The reason's name, such as `Evicted`: from the pod's own words or from the condition of newer clusters.
    private static Optional<String> disturbance(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        String reason = pod.getStatus().getReason();
        if (reason != null && (reason.equals("Evicted") || reason.equals("Preempting") || NODE_REASONS.contains(reason))) {
            return Optional.of(reason);
        }
        return Optional.ofNullable(pod.getStatus().getConditions()).stream()
                .flatMap(List::stream)
                .filter(condition -> "DisruptionTarget".equals(condition.getType()))
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(PodCondition::getReason)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static boolean isUnstarted(ContainerStateTerminated terminated) {
        String reason = String.valueOf(terminated.getReason());
        return reason.equals("StartError") || reason.equals("ContainerCannotRun");
    }
}
