package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.launch.Diagnosis;
import io.seltzer.agent.launch.JobEnd;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.AgentApi;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.ScanResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Lease LEASE = new Lease(UUID.randomUUID(), 2);
    private static final Lease OTHER = new Lease(UUID.randomUUID(), 1);
    private static final JobEnd EXITED = new JobEnd.Exited(1, List.of());

    @TempDir
    Path folder;

    private Journal journal;

    @BeforeEach
    void open() throws IOException {
        journal = Journal.open(folder);
    }

    @Test
    void delivers_in_the_order_in_which_things_were_said() throws IOException {
        // Given
        journal.append(LEASE, EntryKind.RUNNING, running());
        journal.append(LEASE, EntryKind.LOGS, logs());
        journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)));
        journal.append(LEASE, EntryKind.LOGS, logs());
        journal.end(LEASE, EXITED, StopReason.NONE);

        // When
        List<EntryKind> delivered = deliverAll(journal);

        // Then
        assertThat(delivered)
                .containsExactly(
                        EntryKind.RUNNING, EntryKind.LOGS, EntryKind.RESULTS, EntryKind.LOGS, EntryKind.COMPLETE);
    }

    @Test
    void nothing_is_left_of_an_instruction_whose_end_was_delivered() throws IOException {
        // Given
        journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)));
        journal.end(LEASE, EXITED, StopReason.NONE);

        // When
        deliverAll(journal);

        // Then
        assertThat(journal.leases().all()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void another_journal_goes_on_where_one_was_left() throws IOException {
        // Given one that was left without closing, with the first of three entries delivered
        journal.append(LEASE, EntryKind.RUNNING, running());
        journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)));
        journal.end(LEASE, EXITED, StopReason.NONE);
        journal.append(OTHER, EntryKind.RUNNING, running());
        journal.delivered(journal.next(LEASE).orElseThrow());

        // When
        Journal next = Journal.open(folder);

        // Then
        assertThat(next.leases().ended()).containsExactly(LEASE);
        assertThat(next.leases().open()).containsExactly(OTHER);
        assertThat(next.backlog().entries()).isEqualTo(3);
        assertThat(deliverAll(next)).containsExactly(EntryKind.RESULTS, EntryKind.COMPLETE);
    }

    @Test
    void results_count_at_the_end_also_when_they_were_delivered_long_before_a_restart() throws IOException {
        // Given
        journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)));
        journal.delivered(journal.next(LEASE).orElseThrow());

        // When
        Diagnosis diagnosis = Journal.open(folder).end(LEASE, new JobEnd.Killed(9, List.of()), StopReason.NONE);

        // Then
        assertThat(diagnosis).isEqualTo(new Diagnosis.Completed(1));
    }

    @Test
    void a_file_whose_writing_was_cut_short_is_as_if_never_begun() throws IOException {
        // Given
        journal.append(LEASE, EntryKind.RUNNING, running());
        Path torn = leaseFolder().resolve("000002-results.pending.tmp");
        Files.writeString(torn, "{\"epoch\":2,\"results\":{\"ty");

        // When
        Journal next = Journal.open(folder);

        // Then
        assertThat(torn).doesNotExist();
        assertThat(next.backlog().entries()).isEqualTo(1);
        assertThat(next.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)))).isTrue();
    }

    @Test
    void results_that_are_said_twice_are_kept_once() throws IOException {
        // When
        boolean first = journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)));
        boolean again = journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)));

        // Then
        assertThat(first).isTrue();
        assertThat(again).isTrue();
        assertThat(journal.backlog().entries()).isEqualTo(1);
    }

    @Test
    void what_another_replica_tells_the_end_of_is_closed_once_what_was_said_here_is_out() throws IOException {
        // Given
        journal.append(LEASE, EntryKind.RUNNING, running());
        journal.append(LEASE, EntryKind.LOGS, logs());

        // When
        Diagnosis diagnosis = journal.end(LEASE, new JobEnd.WatchedElsewhere(), StopReason.NONE);

        // Then
        assertThat(diagnosis).isEqualTo(new Diagnosis.ToldElsewhere());
        assertThat(deliverAll(Journal.open(folder))).containsExactly(EntryKind.RUNNING, EntryKind.LOGS);
        assertThat(Journal.open(folder).leases().all()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void after_the_end_it_is_too_late() throws IOException {
        // Given
        journal.end(LEASE, EXITED, StopReason.NONE);

        // When
        boolean kept = journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)));

        // Then
        assertThat(kept).isFalse();
        assertThat(journal.backlog().entries()).isEqualTo(1);
    }

    @Test
    void the_scans_own_reason_goes_out_with_the_end() throws IOException {
        // Given
        journal.append(LEASE, EntryKind.FAILURE, WireJson.bytes(new ScanApi.Failure("config.broken", "Correct it.")));
        Optional<JournalEntry> before = journal.next(LEASE);

        // When
        journal.end(LEASE, new JobEnd.Exited(3, List.of()), StopReason.NONE);

        // Then
        assertThat(before).isEmpty();
        assertThat(fail().code()).isEqualTo("config.broken");
    }

    @Test
    void a_refused_entry_is_kept_aside_and_blocks_nothing() throws IOException {
        // Given
        journal.append(LEASE, EntryKind.LOGS, logs());
        journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.passed(null)));

        // When
        journal.refused(journal.next(LEASE).orElseThrow());

        // Then
        assertThat(journal.next(LEASE).orElseThrow().kind()).isEqualTo(EntryKind.RESULTS);
        assertThat(folder.resolve("refused").resolve(leaseFolder().getFileName() + "-000001-logs.refused"))
                .hasBinaryContent(logs());
    }

    @Test
    void a_job_whose_results_are_refused_has_failed_although_it_was_noted_as_complete() throws IOException {
        // Given
        journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)));
        journal.end(LEASE, EXITED, StopReason.NONE);

        // When
        journal.refused(journal.next(LEASE).orElseThrow());

        // Then
        assertThat(fail().code()).isEqualTo("results.refused");
        assertThat(fail().retry()).isFalse();
    }

    @Test
    void a_job_whose_results_were_refused_fails_when_it_ends() throws IOException {
        // Given
        journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)));
        journal.refused(journal.next(LEASE).orElseThrow());

        // When
        Journal.open(folder).end(LEASE, EXITED, StopReason.NONE);

        // Then
        journal = Journal.open(folder);
        assertThat(fail().code()).isEqualTo("results.refused");
    }

    @Test
    void of_a_lost_lease_nothing_is_kept() throws IOException {
        // Given
        journal.append(LEASE, EntryKind.RESULTS, results(SampleResults.failed(null)));

        // When
        journal.close(LEASE);

        // Then
        assertThat(Journal.open(folder).leases().all()).isEmpty();
    }

    private AgentApi.JobFailure fail() throws IOException {
        JournalEntry entry = journal.next(LEASE).orElseThrow();
        assertThat(entry.kind()).isEqualTo(EntryKind.FAIL);
        return WireJson.read(entry.body().getBytes(), AgentApi.Fail.class).failure();
    }

    private static List<EntryKind> deliverAll(Journal journal) throws IOException {
        List<EntryKind> delivered = new ArrayList<>();
        for (var next = journal.next(LEASE); next.isPresent(); next = journal.next(LEASE)) {
            delivered.add(next.get().kind());
            journal.delivered(next.get());
        }
        return delivered;
    }

    private Path leaseFolder() {
        return folder.resolve(LEASE.instructionId() + "." + LEASE.epoch());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] running() {
        return WireJson.bytes(new AgentApi.Running(2, "scan-a", "process"));
    }

    private static byte[] logs() {
        return WireJson.bytes(new AgentApi.Logs(2, List.of(SampleResults.line(0))));
    }

    private static byte[] results(ScanResults results) {
        return WireJson.bytes(new AgentApi.Results(2, results));
    }
}
