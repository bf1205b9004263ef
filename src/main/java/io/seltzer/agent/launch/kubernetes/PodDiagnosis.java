package io.seltzer.agent.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.seltzer.agent.launch.Job.Ended;
import io.seltzer.agent.launch.Job.Pending;
import io.seltzer.agent.launch.Job.Running;
import io.seltzer.agent.launch.Job.State;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobEnd.Exited;
import io.seltzer.agent.launch.JobEnd.Explained;
import io.seltzer.agent.launch.JobEnd.Vanished;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the cluster's words about a Job, its pods and its events come to. Pure.
final class PodDiagnosis {
    /// For what a cluster may still put right by itself, such as an image that is being copied, and for one kind of
    /// object that is heard of later than the other.
    static final Duration GRACE = Duration.ofSeconds(60);

    private static final Duration LATE_NEWS = Duration.ofSeconds(5);

    private PodDiagnosis() {}

    static State of(Sighting seen, Instant now) {
        Optional<JobCondition> finished = finished(seen.job());
        Optional<Pod> pod = pod(seen.pods());
        if (finished.isPresent()) {
            return finished(seen, finished.get(), pod, now);
        }
        if (pod.isEmpty()) {
            return new Pending(Obstacles.withoutPod(seen.events()));
        }
        return unfinished(seen, pod.get(), now);
    }

    /// The cluster has decided about the Job.
    private static State finished(Sighting seen, JobCondition condition, Optional<Pod> pod, Instant now) {
        boolean overdue = "DeadlineExceeded".equals(condition.getReason());
        Optional<ContainerStateTerminated> terminated = pod.flatMap(PodDiagnosis::terminated);
        if (terminated.isPresent() && !(overdue && wasStopped(terminated.get()))) {
            return new Ended(PodEnd.of(pod.get(), terminated.get(), seen.output()));
        }
        if (overdue) {
            return new Ended(PodEnd.overdue(seen.output()));
        }
        if (pod.isPresent() && PodEnd.isDisturbed(pod.get())) {
            return new Ended(PodEnd.disturbed(pod.get(), seen.output()));
        }
        // News of the pod may be later than those of its Job.
        boolean mayBeLate = now.isBefore(seen.changed().plus(LATE_NEWS));
        if (mayBeLate) {
            return new Running();
        }
        boolean complete = "Complete".equals(condition.getType());
        return new Ended(complete ? new Exited(0, List.of()) : new Vanished(seen.output().orElse(List.of())));
    }

    private static State unfinished(Sighting seen, Pod pod, Instant now) {
        Optional<ContainerStateTerminated> terminated = terminated(pod);
        boolean leaving = pod.getMetadata().getDeletionTimestamp() != null;
        if (terminated.isPresent()) {
            // A pod that somebody deleted: the cluster will say whether the Job goes on with another.
            boolean undecided = leaving && seen.job().getMetadata().getDeletionTimestamp() == null;
            return undecided ? new Running() : new Ended(PodEnd.of(pod, terminated.get(), seen.output()));
        }
        if (PodEnd.isNodeLost(pod, now) || "Failed".equals(phase(pod))) {
            return new Ended(PodEnd.disturbed(pod, seen.output()));
        }
        if ("Pending".equals(phase(pod))) {
            Optional<Obstacles.Found> found = Obstacles.of(pod, seen.events());
            boolean isFinal = found.filter(obstacle -> obstacle.isFinal(seen.first(), now)).isPresent();
            return isFinal
                    ? new Ended(found.get().end())
                    : new Pending(found.map(Obstacles.Found::obstacle));
        }
        return new Running();
    }

    /// The one that counts when the cluster has replaced a pod: one that is not leaving before one that is, the newest
    /// of those.
    static Optional<Pod> pod(List<Pod> pods) {
        return pods.stream()
                .max(Comparator.<Pod, Boolean>comparing(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                        .thenComparing(pod -> String.valueOf(pod.getMetadata().getCreationTimestamp())));
    }

    static Optional<JobCondition> finished(Job job) {
        if (job.getStatus() == null || job.getStatus().getConditions() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .filter(condition ->
                        "Complete".equals(condition.getType()) || "Failed".equals(condition.getType()))
                .findFirst();
    }

    static Optional<ContainerStateTerminated> terminated(Pod pod) {
        return container(pod).flatMap(status -> Optional.ofNullable(status.getState())
                .map(state -> state.getTerminated()));
    }

    static Optional<ContainerStatus> container(Pod pod) {
        if (pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null) {
            return Optional.empty();
        }
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> PodManifest.CONTAINER.equals(status.getName()))
                .findFirst();
    }

    static String phase(Pod pod) {
        return pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
    }

    /// Ended by the cluster's SIGTERM or SIGKILL, not by itself.
    private static boolean wasStopped(ContainerStateTerminated terminated) {
        return JobEnd.signal(terminated.getExitCode()).isPresent();
    }
}
