package io.seltzer.agent.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.seltzer.agent.launch.Job.Ended;
import io.seltzer.agent.launch.Job.Pending;
import io.seltzer.agent.launch.Job.Running;
import io.seltzer.agent.launch.Job.State;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobEnd.Delivered;
import io.seltzer.agent.launch.JobEnd.Exited;
import io.seltzer.agent.launch.JobEnd.Explained;
import io.seltzer.agent.launch.JobEnd.Killed;
import io.seltzer.agent.launch.JobEnd.Vanished;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Status documents as clusters write them, and what they come to.
class PodDiagnosisTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String BEGUN = "{startTime: '2026-11-21T11:59:00Z', active: 1}";
    private static final String COMPLETE = "{succeeded: 1, conditions: [{type: Complete, status: 'True'}]}";
    private static final String FAILED =
            "{failed: 1, conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]}";
    private static final String OVERDUE =
            "{failed: 1, conditions: [{type: Failed, status: 'True', reason: DeadlineExceeded}]}";

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of("exit 3", FAILED, ended("exitCode: 3, reason: Error"), "", "exited 3"),
                Arguments.of("exit 0", COMPLETE, ended("exitCode: 0, reason: Completed"), "", "exited 0"),
                Arguments.of("the pod has ended, its job not yet", BEGUN, ended("exitCode: 1, reason: Error"), "", "exited 1"),
                Arguments.of("SIGKILL", FAILED, ended("exitCode: 137, reason: Error"), "", "killed 9"),
                Arguments.of(
                        "the kernel's killer",
                        FAILED,
                        ended("exitCode: 137, reason: OOMKilled"),
                        "",
                        "job.oom-killed false 137"),
                Arguments.of(
                        "the JVM's own end",
                        FAILED,
                        ended("exitCode: 3, reason: Error, message: 'Terminating due to java.lang.OutOfMemoryError: x'"),
                        "",
                        "job.oom-killed false 3"),
                Arguments.of(
                        "delivered", FAILED, ended("exitCode: 1, reason: Error, message: delivered"), "", "delivered 1"),
                Arguments.of(
                        "evicted by the kubelet",
                        FAILED,
                        "phase: Failed, reason: Evicted, message: 'The node was low on resource: memory.'",
                        "",
                        "job.evicted true null"),
                Arguments.of(
                        "drained, as newer clusters say it",
                        FAILED,
                        ended("exitCode: 143, reason: Error")
                                + ", conditions: [{type: DisruptionTarget, status: 'True', reason: EvictionByEvictionAPI}]",
                        "",
                        "job.evicted true 143"),
                Arguments.of(
                        "its node's taint",
                        FAILED,
                        ended("exitCode: 143, reason: Error")
                                + ", conditions: [{type: DisruptionTarget, status: 'True', reason: DeletionByTaintManager}]",
                        "",
                        "job.node-lost true 143"),
                Arguments.of(
                        "lost with its node",
                        BEGUN,
                        "phase: Running, reason: NodeLost",
                        "deletionTimestamp: '2026-11-21T11:59:50Z'",
                        "job.node-lost true null"),
                Arguments.of(
                        "no word a minute after it must have ended",
                        BEGUN,
                        "phase: Running",
                        "deletionTimestamp: '2026-11-21T11:58:50Z'",
                        "job.node-lost true null"),
                Arguments.of(
                        "deadline, its pod stopped",
                        OVERDUE,
                        ended("exitCode: 143, reason: Error"),
                        "",
                        "job.deadline-exceeded false null"),
                Arguments.of(
                        "deadline, and the scan had ended by itself",
                        OVERDUE,
                        ended("exitCode: 4, reason: Error"),
                        "",
                        "exited 4"),
                Arguments.of(
                        "a program that is not there",
                        FAILED,
                        ended("exitCode: 128, reason: StartError, message: 'exec: not found'"),
                        "",
                        "job.command-not-found false 128"),
                Arguments.of(
                        "an image without a name",
                        BEGUN,
                        waiting("InvalidImageName"),
                        "",
                        "job.image-pull false null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ends(String what, String job, String pod, String metadata, String expected) {
        // When
        State state = PodDiagnosis.of(seen(job, List.of(pod(pod, metadata)), List.of(), NOW.minusSeconds(30)), NOW);

        // Then
        assertThat(state).isInstanceOfSatisfying(Ended.class, ended -> assertThat(words(ended.end()))
                .isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "ErrImagePull, job.image-pull",
        "ImagePullBackOff, job.image-pull",
        "CreateContainerConfigError, job.create-config"
    })
    void what_the_cluster_may_put_right_is_an_obstacle_for_a_minute_and_an_end_then(String reason, String code) {
        // Given
        Sighting seen = seen(BEGUN, List.of(pod(waiting(reason), "")), List.of(), NOW);

        // Then
        assertThat(PodDiagnosis.of(seen, NOW.plusSeconds(59))).isInstanceOfSatisfying(
                Pending.class, pending -> assertThat(pending.obstacle().orElseThrow().code()).isEqualTo(code));
        assertThat(PodDiagnosis.of(seen, NOW.plusSeconds(60))).isInstanceOfSatisfying(
                Ended.class, ended -> assertThat(words(ended.end())).isEqualTo(code + " false null"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/3 nodes are available: 1 Insufficient cpu, 2 Insufficient memory. | insufficient-resources",
                "0/2 nodes are available: 1 node(s) had taint {a: b}, that the pod didn't tolerate, 1 Insufficient memory. | insufficient-resources",
                "0/1 nodes are available: 1 node(s) had untolerated taint {pool: x}. | taint",
                "0/1 nodes are available: 1 node(s) didn't match node selector. | node-affinity",
                "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. | node-affinity"
            })
    void a_pod_that_fits_nowhere_keeps_its_reason_and_waits(String message, String reason) {
        // Given
        String status = "phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
                + " message: \"" + message + "\"}]";

        // When
        State state = PodDiagnosis.of(
                seen(BEGUN, List.of(pod(status, "")), List.of(), NOW), NOW.plus(Duration.ofHours(1)));

        // Then
        assertThat(state).isInstanceOfSatisfying(Pending.class, pending -> {
            assertThat(pending.obstacle().orElseThrow().code()).isEqualTo("job.unschedulable." + reason);
            assertThat(pending.obstacle().orElseThrow().message()).doesNotContain("0/");
        });
    }

    @Test
    void resources_that_no_node_has_are_named() {
        // Given
        String status = "phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
                + " message: '0/3 nodes are available: 1 Insufficient cpu, 2 Insufficient memory.'}]";

        // Then
        assertThat(PodDiagnosis.of(seen(BEGUN, List.of(pod(status, "")), List.of(), NOW), NOW))
                .isInstanceOfSatisfying(Pending.class, pending -> assertThat(
                                pending.obstacle().orElseThrow().message())
                        .contains("(cpu, memory)"));
    }

    @Test
    void a_job_without_a_pod_tells_what_its_events_say() {
        // Given
        Event quota = event(
                "FailedCreate", "Error creating: pods is forbidden: exceeded quota: pods, requested: pods=1");

        // Then
        assertThat(PodDiagnosis.of(seen(BEGUN, List.of(), List.of(quota), NOW), NOW))
                .isInstanceOfSatisfying(Pending.class, pending -> assertThat(
                                pending.obstacle().orElseThrow().code())
                        .isEqualTo("job.quota"));
        assertThat(PodDiagnosis.of(seen(BEGUN, List.of(), List.of(), NOW), NOW)).isEqualTo(Pending.UNHINDERED);
    }

    @Test
    void a_volume_whose_secret_is_missing_is_only_told_by_events() {
        // Given
        Event mount = event("FailedMount", "MountVolume.SetUp failed for volume: secret \"files\" not found");
        Sighting seen = seen(BEGUN, List.of(pod(waiting("ContainerCreating"), "")), List.of(mount), NOW);

        // Then
        assertThat(PodDiagnosis.of(seen, NOW)).isInstanceOfSatisfying(Pending.class, pending -> assertThat(
                        pending.obstacle().orElseThrow().code())
                .isEqualTo("job.create-config"));
    }

    @Test
    void a_job_that_is_over_waits_a_moment_for_news_of_its_pod() {
        // Given
        Sighting failed = seen(FAILED, List.of(), List.of(), NOW);
        Sighting complete = seen(COMPLETE, List.of(), List.of(), NOW);

        // Then
        assertThat(PodDiagnosis.of(failed, NOW.plusSeconds(4))).isEqualTo(new Running());
        assertThat(PodDiagnosis.of(failed, NOW.plusSeconds(5))).isEqualTo(new Ended(new Vanished(List.of())));
        assertThat(PodDiagnosis.of(complete, NOW.plusSeconds(5))).isEqualTo(new Ended(new Exited(0, List.of())));
    }

    @Test
    void a_pod_that_the_cluster_replaces_does_not_end_its_job() {
        // Given one that was deleted and has ended, and the next
        Pod deleted = pod(
                ended("exitCode: 143, reason: Error"),
                "deletionTimestamp: '2026-11-21T11:59:58Z', creationTimestamp: '2026-11-21T11:58:00Z'");
        Pod next = pod("phase: Running", "creationTimestamp: '2026-11-21T11:59:59Z'");

        // Then
        assertThat(PodDiagnosis.of(seen(BEGUN, List.of(deleted), List.of(), NOW), NOW)).isEqualTo(new Running());
        assertThat(PodDiagnosis.of(seen(BEGUN, List.of(deleted, next), List.of(), NOW), NOW))
                .isEqualTo(new Running());
        assertThat(PodDiagnosis.of(seen(FAILED, List.of(deleted), List.of(), NOW), NOW))
                .isEqualTo(new Ended(new Killed(15, List.of())));
    }

    @Test
    void what_was_fetched_of_the_output_goes_before_what_the_cluster_kept() {
        // Given
        Sighting seen = seen(
                FAILED, List.of(pod(ended("exitCode: 3, reason: Error, message: kept"), "")), List.of(), NOW);
        Sighting fetched = new Sighting(
                seen.job(), seen.pods(), seen.events(), Optional.of(List.of("fetched")), seen.first(), seen.changed());

        // Then
        assertThat(PodDiagnosis.of(seen, NOW)).isEqualTo(new Ended(new Exited(3, List.of("kept"))));
        assertThat(PodDiagnosis.of(fetched, NOW)).isEqualTo(new Ended(new Exited(3, List.of("fetched"))));
    }

    private static String ended(String terminated) {
        return "phase: Failed, containerStatuses: [{name: scan, state: {terminated: {" + terminated + "}}}]";
    }

    private static String waiting(String reason) {
        return "phase: Pending, conditions: [{type: PodScheduled, status: 'True'}], containerStatuses:"
                + " [{name: scan, state: {waiting: {reason: " + reason + "}}}]";
    }

    private static Sighting seen(String job, List<Pod> pods, List<Event> events, Instant first) {
        return new Sighting(
                Serialization.unmarshal(
                        "apiVersion: batch/v1\nkind: Job\nmetadata: {name: scan-1}\nstatus: " + job, Job.class),
                pods,
                events,
                Optional.empty(),
                first,
                first);
    }

    private static Pod pod(String status, String metadata) {
        return Serialization.unmarshal(
                "apiVersion: v1\nkind: Pod\nmetadata: {name: scan-1-x" + (metadata.isEmpty() ? "" : ", ") + metadata
                        + "}\nstatus: {" + status + "}",
                Pod.class);
    }

    private static Event event(String reason, String message) {
        return new EventBuilder().withReason(reason).withMessage(message).build();
    }

    private static String words(JobEnd end) {
        return switch (end) {
            case Exited(int code, _) -> "exited " + code;
            case Killed(int signal, _) -> "killed " + signal;
            case Delivered(int code) -> "delivered " + code;
            case Explained explained -> explained.code() + " " + explained.retry() + " " + explained.exitCode();
            default -> end.toString();
        };
    }
}
