package io.seltzer.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cli.RestClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever dies: each verdict is stored once, and the failed rows are there once.
class SurvivalIT {
    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final String LOCK_TABLE = "lock table bookings in access exclusive mode";

    @TempDir
    private Path folder;

    private WholeSystem system;
    private RestClient.Published contract;

    @BeforeEach
    void start() throws Exception {
        system = new WholeSystem(folder, LEASE);
        Bookings.create(system);
        contract = system.publish(Bookings.CONTRACT);
    }

    @AfterEach
    void stop() throws Exception {
        system.close();
    }

    @Test
    void a_scan_killed_while_it_measures_is_tried_again() throws Exception {
        // Given a scan in the middle
        AgentProcess agent = system.startAgent("agent");
        String scan;
        try (HeldLock lock = new HeldLock(system.source(), LOCK_TABLE)) {
            scan = system.rest().verify(contract);
            lock.untilWaiting(1);

            // When
            killAndAwaitNext(agent);
        }

        // Then
        assertThat(system.endOf(scan)).isEqualTo("completedWithFailures");
        onceOnly(scan, 2);
    }

    @Test
    void a_scan_killed_while_its_rows_are_on_the_way_leaves_none_behind() throws Exception {
        // Given a warehouse in which writers stand still before they commit
        AgentProcess agent = system.startAgent("agent");
        system.endOf(system.rest().verify(contract));
        Bookings.holdUpWriters(system);
        String scan;
        try (HeldLock lock = new HeldLock(system.warehouse(), Bookings.AFTER_ROWS)) {
            scan = system.rest().verify(contract);
            lock.untilWaiting(1);

            // When
            killAndAwaitNext(agent);
        }

        // Then
        assertThat(system.endOf(scan)).isEqualTo("completedWithFailures");
        onceOnly(scan, 2);
    }

    @Test
    void a_scan_goes_on_when_its_agent_is_killed_and_the_next_one_adopts_it() throws Exception {
        // Given
        AgentProcess agent = system.startAgent("agent");
        String scan;
        try (HeldLock lock = new HeldLock(system.source(), LOCK_TABLE)) {
            scan = system.rest().verify(contract);
            lock.untilWaiting(1);
            ProcessHandle process = agent.scans().getFirst();

            // When
            agent.kill();
            AgentProcess next = system.startAgent("agent");
            Eventually.holds("the next agent has polled", () -> said(next, "Agent started"));

            // Then the scan is the same process
            assertThat(next.scans()).containsExactly(process);
        }
        assertThat(system.endOf(scan)).isEqualTo("completedWithFailures");
        assertThat(system.failedRowEpochs(scan)).hasSize(Bookings.FAILED_ROWS);
        assertThat(system.storedEpochs(scan)).hasSize(1);
        assertThat(system.storedVerdicts(scan)).isEqualTo(Bookings.CHECKS);
    }

    @Test
    void a_late_writer_with_an_old_epoch_is_refused() throws Exception {
        // Given a scan whose agent is gone and which itself stands still, as on a machine that sleeps
        AgentProcess agent = system.startAgent("first");
        String scan = "";
        ProcessHandle late;
        try (HeldLock lock = new HeldLock(system.source(), LOCK_TABLE)) {
            scan = system.rest().verify(contract);
            lock.untilWaiting(1);
            late = agent.scans().getFirst();
            agent.kill();
            signal("STOP", late);
        }
        // And another agent that got the instruction after the lease and finished it
        system.startAgent("second");
        assertThat(system.endOf(scan)).isEqualTo("completedWithFailures");
        onceOnly(scan, 2);

        // When the late one wakes up, with its agent back
        system.startAgent("first");
        signal("CONT", late);
        late.onExit().get();

        // Then nothing has changed
        onceOnly(scan, 2);
    }

    @Test
    void results_wait_in_the_journal_while_the_control_plane_is_away() throws Exception {
        // Given a scan in the middle
        AgentProcess agent = system.startAgent("agent");
        String scan;
        int port;
        try (HeldLock lock = new HeldLock(system.source(), LOCK_TABLE)) {
            scan = system.rest().verify(contract);
            lock.untilWaiting(1);

            // When it ends while the control plane is away
            port = system.stopCloud();
        }
        Eventually.holds("the scan process ended", () -> agent.scans().isEmpty());
        system.startCloudAgain(port);

        // Then
        assertThat(system.endOf(scan)).isEqualTo("completedWithFailures");
        onceOnly(scan, 1);
    }

    @Test
    void an_agent_told_to_end_does_so_in_time_and_leaves_no_process() throws Exception {
        // Given
        AgentProcess agent = system.startAgent("agent");
        try (HeldLock lock = new HeldLock(system.source(), LOCK_TABLE)) {
            system.rest().verify(contract);
            lock.untilWaiting(1);
            ProcessHandle scan = agent.scans().getFirst();

            // When
            long started = System.nanoTime();
            agent.stop();

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
            assertThat(scan.isAlive()).isFalse();
        }
    }

    private static void killAndAwaitNext(AgentProcess agent) throws Exception {
        ProcessHandle killed = agent.scans().getFirst();
        killed.destroyForcibly();
        Eventually.holds(
                "the scan is tried again",
                () -> agent.scans().stream().anyMatch(handle -> handle.pid() != killed.pid()));
    }

    private void onceOnly(String scan, int epoch) throws Exception {
        String word = Integer.toString(epoch);
        assertThat(system.storedEpochs(scan)).containsExactly(word);
        assertThat(system.storedVerdicts(scan)).isEqualTo(Bookings.CHECKS);
        assertThat(system.failedRowEpochs(scan))
                .isEqualTo(Collections.nCopies(Bookings.FAILED_ROWS, word));
    }

    private static boolean said(AgentProcess agent, String text) throws Exception {
        return Files.readString(agent.output()).lines()
                        .filter(line -> line.contains(text))
                        .count()
                > 1;
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }
}
