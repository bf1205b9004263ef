package io.seltzer.agent.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.launch.Diagnosis.Completed;
import io.seltzer.agent.launch.Diagnosis.Failed;
import io.seltzer.agent.launch.Diagnosis.Fenced;
import io.seltzer.agent.launch.Diagnosis.Received;
import io.seltzer.agent.launch.Diagnosis.ToldElsewhere;
import io.seltzer.agent.launch.JobEnd.Delivered;
import io.seltzer.agent.launch.JobEnd.Exited;
import io.seltzer.agent.launch.JobEnd.Explained;
import io.seltzer.agent.launch.JobEnd.Killed;
import io.seltzer.agent.launch.JobEnd.NotLaunched;
import io.seltzer.agent.launch.JobEnd.Vanished;
import io.seltzer.agent.launch.JobEnd.WatchedElsewhere;
import io.seltzer.protocol.AgentApi.JobFailure;
import io.seltzer.protocol.ScanApi;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    private static final List<String> LINES = List.of("last words");
    private static final Received RESULTS = new Received(1, null);
    private static final Received REASON =
            new Received(null, new ScanApi.Failure("config.missing-environment", "Set PGPASSWORD."));
    private static final JobEnd KILLED = new Killed(9, LINES);

    static Stream<Arguments> ends_without_results() {
        return Stream.of(
                Arguments.of(new Exited(0, LINES), StopReason.NONE, "job.no-results", true),
                Arguments.of(new Exited(1, LINES), StopReason.NONE, "job.no-results", true),
                Arguments.of(new Exited(2, LINES), StopReason.NONE, "job.no-results", true),
                Arguments.of(new Exited(3, LINES), StopReason.NONE, "job.no-results", true),
                Arguments.of(new Exited(4, LINES), StopReason.NONE, "job.undelivered", true),
                Arguments.of(new Exited(70, LINES), StopReason.NONE, "job.crashed", true),
                Arguments.of(new Exited(126, LINES), StopReason.NONE, "job.command-not-found", false),
                Arguments.of(new Exited(127, LINES), StopReason.NONE, "job.command-not-found", false),
                Arguments.of(KILLED, StopReason.NONE, "job.killed", true),
                Arguments.of(new Vanished(LINES), StopReason.NONE, "job.vanished", true),
                Arguments.of(new NotLaunched("bundle.refused", "No.", false), StopReason.NONE, "bundle.refused", false),
                Arguments.of(KILLED, StopReason.CANCELED, "scan.canceled", false),
                Arguments.of(KILLED, StopReason.DEADLINE, "scan.timed-out", false),
                Arguments.of(KILLED, StopReason.NEVER_STARTED, "job.not-started", true),
                Arguments.of(
                        new NotLaunched("job.quota", "No room.", true), StopReason.DEADLINE, "scan.timed-out", false),
                Arguments.of(explained("job.oom-killed", false), StopReason.NONE, "job.oom-killed", false),
                Arguments.of(explained("job.evicted", true), StopReason.NONE, "job.evicted", true),
                Arguments.of(explained("job.unschedulable.taint", true), StopReason.NEVER_STARTED, "job.unschedulable.taint", true),
                Arguments.of(KILLED, StopReason.SILENT, "job.silent", true),
                Arguments.of(KILLED, StopReason.AGENT_STOPPED, "job.stopped", true));
    }

    @ParameterizedTest
    @MethodSource
    void ends_without_results(JobEnd end, StopReason stopped, String code, boolean retry) {
        // When
        Diagnosis diagnosis = Diagnosis.of(end, Received.NOTHING, stopped);

        // Then
        assertThat(diagnosis).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(code);
            assertThat(failed.failure().retry()).isEqualTo(retry);
        });
    }

    @ParameterizedTest
    @EnumSource(value = StopReason.class, mode = EnumSource.Mode.EXCLUDE, names = "LEASE_LOST")
    void results_that_are_safe_count_however_the_process_ended(StopReason stopped) {
        // When
        Diagnosis diagnosis = Diagnosis.of(KILLED, RESULTS, stopped);

        // Then
        assertThat(diagnosis).isEqualTo(new Completed(1));
    }

    @Test
    void the_scans_own_reason_is_told_and_not_tried_again() {
        // When
        Diagnosis diagnosis = Diagnosis.of(new Exited(3, LINES), REASON, StopReason.NONE);

        // Then
        assertThat(diagnosis)
                .isEqualTo(new Failed(
                        new JobFailure("config.missing-environment", "Set PGPASSWORD.", 3, null, LINES, false)));
    }

    @Test
    void of_a_lost_lease_nothing_is_told_not_even_results() {
        // When
        Diagnosis diagnosis = Diagnosis.of(new Exited(0, LINES), RESULTS, StopReason.LEASE_LOST);

        // Then
        assertThat(diagnosis).isEqualTo(new Fenced());
    }

    static Stream<JobEnd> ends_that_others_tell() {
        return Stream.of(new Delivered(1), new WatchedElsewhere());
    }

    @ParameterizedTest
    @MethodSource
    void ends_that_others_tell(JobEnd end) {
        // Then nothing is told from here, unless there is something here to tell
        assertThat(Diagnosis.of(end, Received.NOTHING, StopReason.NONE)).isEqualTo(new ToldElsewhere());
        assertThat(Diagnosis.of(end, Received.NOTHING, StopReason.CANCELED)).isEqualTo(new ToldElsewhere());
        assertThat(Diagnosis.of(end, RESULTS, StopReason.NONE)).isEqualTo(new Completed(1));
        assertThat(Diagnosis.of(end, REASON, StopReason.NONE))
                .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.failure().code())
                        .isEqualTo("config.missing-environment"));
    }

    @Test
    void of_a_scan_that_reports_to_the_control_plane_only_the_end_is_told() {
        assertThat(Diagnosis.of(new JobEnd.DeliveredDirectly(2), Received.NOTHING, StopReason.NONE))
                .isEqualTo(new Completed(2));
    }

    private static Explained explained(String code, boolean retry) {
        return new Explained(code, "What to do.", retry, 137, LINES);
    }

    @Test
    void a_kill_is_told_with_signal_exit_code_and_last_lines() {
        // When
        Diagnosis diagnosis = Diagnosis.of(KILLED, Received.NOTHING, StopReason.NONE);

        // Then
        assertThat(diagnosis).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().signal()).isEqualTo("KILL");
            assertThat(failed.failure().exitCode()).isEqualTo(137);
            assertThat(failed.failure().lastLines()).isEqualTo(LINES);
        });
    }

    @ParameterizedTest
    @CsvSource({"0,false", "128,false", "129,true", "137,true", "192,true", "193,false"})
    void shells_add_128_to_the_number_of_a_signal(int code, boolean killed) {
        // When
        JobEnd end = JobEnd.ofShell(code, LINES);

        // Then
        assertThat(end).isEqualTo(killed ? new Killed(code - 128, LINES) : new Exited(code, LINES));
    }
}
