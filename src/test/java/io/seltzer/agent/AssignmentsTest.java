package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.AgentBus.Admission;
import io.seltzer.agent.AgentSettings.Limits;
import io.seltzer.agent.Assignment.Phase;
import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobName;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID INSTRUCTION = UUID.randomUUID();

    private final Assignments assignments = new Assignments(new Limits(3, 1));

    @Test
    void the_same_lease_is_admitted_once() {
        // Given
        JobLabels labels = labels(INSTRUCTION, 1, "shop");

        // Then
        assertThat(assignments.admit(labels, NOW)).isEqualTo(Admission.ADMITTED);
        assertThat(assignments.admit(labels, NOW)).isEqualTo(Admission.KNOWN);
    }

    @Test
    void a_newer_epoch_is_admitted_and_an_older_one_is_not() {
        // Given
        assignments.admit(labels(INSTRUCTION, 2, "shop"), NOW);

        // Then
        assertThat(assignments.admit(labels(INSTRUCTION, 1, "shop"), NOW)).isEqualTo(Admission.OUTDATED);
        assertThat(assignments.admit(labels(INSTRUCTION, 3, "shop"), NOW)).isEqualTo(Admission.ADMITTED);
        assertThat(assignments.olderThan(new Lease(INSTRUCTION, 3))).containsExactly(new Lease(INSTRUCTION, 2));
    }

    @Test
    void slots_are_what_neither_runs_nor_waits() {
        // Given one that waits, one that runs, one that has ended
        assignments.admit(labels(UUID.randomUUID(), 1, "shop"), NOW);
        Job running = running(labels(UUID.randomUUID(), 1, "shop"));
        Job ended = ended(labels(UUID.randomUUID(), 1, "shop"));

        // Then
        assertThat(assignments.freeSlots(List.of(running, ended))).isEqualTo(1);
    }

    @Test
    void a_job_counts_once_whether_assigned_or_found_or_both() {
        // Given
        JobLabels labels = labels(INSTRUCTION, 1, "shop");
        assignments.adopt(labels, Assignment.Watch.OURS, NOW);

        // Then
        assertThat(assignments.freeSlots(List.of(running(labels)))).isEqualTo(2);
        // A list that was read before the job was launched
        assertThat(assignments.freeSlots(List.of())).isEqualTo(2);
        assertThat(assignments.freeSlots(List.of(ended(labels)))).isEqualTo(3);
    }

    @Test
    void a_data_source_at_its_limit_lets_others_go_first() {
        // Given
        assignments.admit(labels(UUID.randomUUID(), 1, "shop"), NOW);
        JobLabels other = labels(UUID.randomUUID(), 1, "stock");
        assignments.admit(other, NOW);

        // When
        Job running = running(labels(UUID.randomUUID(), 1, "shop"));

        // Then
        assertThat(assignments.nextToLaunch(List.of(running)).map(Assignment::labels))
                .contains(other);
    }

    @Test
    void nothing_is_launched_beyond_the_capacity() {
        // Given
        assignments.admit(labels(UUID.randomUUID(), 1, "shop"), NOW);
        List<Job> running = List.of(
                running(labels(UUID.randomUUID(), 1, "a")),
                running(labels(UUID.randomUUID(), 1, "b")),
                running(labels(UUID.randomUUID(), 1, "c")));

        // Then
        assertThat(assignments.nextToLaunch(running)).isEmpty();
    }

    @Test
    void what_is_being_prepared_takes_its_data_sources_place() {
        // Given
        JobLabels first = labels(UUID.randomUUID(), 1, "shop");
        assignments.admit(first, NOW);
        assignments.admit(labels(UUID.randomUUID(), 1, "shop"), NOW);

        // When
        assignments.change(first.lease(), waiting -> waiting.in(Phase.PREPARING, NOW));

        // Then
        assertThat(assignments.nextToLaunch(List.of())).isEmpty();
    }

    private static JobLabels labels(UUID instruction, long epoch, String dataSource) {
        return new JobLabels(
                new Lease(instruction, epoch), UUID.randomUUID(), dataSource, Instruction.Kind.verifyContract, NOW);
    }

    private static Job running(JobLabels labels) {
        return new Job(JobName.of(labels.lease()), labels, NOW, true, new Job.Running());
    }

    private static Job ended(JobLabels labels) {
        return new Job(JobName.of(labels.lease()), labels, NOW, true, new Job.Ended(new JobEnd.Exited(0, List.of())));
    }
}
