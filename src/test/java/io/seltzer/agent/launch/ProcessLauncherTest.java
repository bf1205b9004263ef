package io.seltzer.agent.launch;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.launch.Job.Ended;
import io.seltzer.agent.launch.JobEnd.Exited;
import io.seltzer.agent.launch.JobEnd.Killed;
import io.seltzer.agent.launch.JobEnd.Vanished;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.testing.Await;
import io.seltzer.testing.Pipe;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLauncherTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "PGPASSWORD", "swordfish");
    
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final List<JobLauncher> launchers = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        launchers.forEach(launcher -> done(launcher.close()));
        done(vertx.close());
    }

    @Test
    void a_scan_gets_its_gateway_its_token_what_was_passed_and_nothing_else() throws Exception {
        // Given
        Path seen = folder.resolve("seen");
        JobLauncher launcher = launcher("env >" + seen);

        // When
        JobSpec job = launch(launcher, 1);

        // Then
        assertThat(end(launcher, job)).isEqualTo(new Exited(0, List.of()));
        // The shell that prints it may name its own folder.
        assertThat(Files.readAllLines(seen))
                .filteredOn(line -> !line.startsWith("PWD=") && !line.startsWith("_=") && !line.startsWith("SHLVL="))
                .containsExactlyInAnyOrder(
                        "PATH=/usr/bin:/bin",
                        "PGPASSWORD=swordfish",
                        "SELTZER_GATEWAY=http://127.0.0.1:4711",
                        "SELTZER_JOB_TOKEN=secret-token",
                        "SELTZER_LAST_WORD=" + folder.resolve("jobs").resolve(job.name()).resolve("last-word"));
    }

    @Test
    void a_scan_gets_its_bundle_as_a_file_and_leaves_a_last_word() throws Exception {
        // Given
        JobLauncher launcher = launcher("grep -q contract $SELTZER_BUNDLE && echo delivered >$SELTZER_LAST_WORD; exit 1");
        ScanAccess access = new ScanAccess(
                URI.create("http://127.0.0.1:4711"),
                new JobToken("secret-token"),
                Optional.empty(),
                Optional.of("{\"contract\": 1}"));
        JobSpec job = JobSpec.of(labels(1), access);

        // When
        done(launcher.launch(job));

        // Then
        assertThat(end(launcher, job)).isEqualTo(new JobEnd.Delivered(1));
    }

    @Test
    void the_same_job_is_launched_once() throws Exception {
        // Given
        Path runs = folder.resolve("runs");
        JobLauncher launcher = launcher("echo run >>" + runs);
        JobSpec job = launch(launcher, 1);
        end(launcher, job);

        // When
        done(launcher.launch(job));

        // Then
        assertThat(done(launcher.list())).hasSize(1);
        assertThat(Files.readAllLines(runs)).containsExactly("run");
    }

    @Test
    void an_end_is_told_with_exit_code_and_the_last_lines_without_secrets() throws Exception {
        // Given
        JobLauncher launcher = launcher("seq 1 100; echo password $PGPASSWORD >&2; exit 3");

        // When
        JobEnd end = end(launcher, launch(launcher, 1));

        // Then
        assertThat(end).isInstanceOfSatisfying(Exited.class, exited -> {
            assertThat(exited.code()).isEqualTo(3);
            assertThat(exited.lastLines()).hasSize(20).startsWith("82").endsWith("100", "password ***");
        });
    }

    @Test
    void a_killed_scan_is_told_with_its_signal() throws Exception {
        // Given
        JobLauncher launcher = launcher("echo working; kill -9 $$");

        // When
        JobEnd end = end(launcher, launch(launcher, 1));

        // Then
        assertThat(end)
                .isInstanceOfSatisfying(Killed.class, killed -> assertThat(killed.signal()).isEqualTo(9));
    }

    @Test
    void a_command_that_is_not_there_ends_with_127() throws Exception {
        // Given
        JobLauncher launcher = launcher(List.of("/no/such/program"));

        // When
        JobEnd end = end(launcher, launch(launcher, 1));

        // Then
        assertThat(end).isInstanceOfSatisfying(Exited.class, exited -> assertThat(exited.code()).isEqualTo(127));
        assertThat(done(launcher.check())).hasValueSatisfying(
                missing -> assertThat(missing.code()).isEqualTo("launcher.unable"));
    }

    @Test
    void a_scan_that_does_not_listen_is_ended_by_force() throws Exception {
        // Given
        Pipe deaf = Pipe.make(folder.resolve("deaf"));
        JobLauncher launcher = launcher("trap '' TERM; cat " + deaf + "; cat " + deaf);
        JobSpec job = launch(launcher, 1);
        deaf.release();

        // When
        done(launcher.stop(job.name()));

        // Then
        assertThat(end(launcher, job))
                .isInstanceOfSatisfying(Killed.class, killed -> assertThat(killed.signal()).isEqualTo(9));
    }

    @Test
    void another_launcher_finds_what_runs_and_how_it_ends() throws Exception {
        // Given a job whose launcher is gone
        Pipe hold = Pipe.make(folder.resolve("hold"));
        JobLauncher first = launcher("cat " + hold + "; exit 2");
        JobSpec job = launch(first, 7);
        done(first.close());
        ended.clear();

        // When
        JobLauncher second = launcher("exit 99");
        Job found = done(second.list()).getFirst();
        hold.release();

        // Then
        assertThat(found.hasEnded()).isFalse();
        assertThat(found.labels()).isEqualTo(job.labels());
        assertThat(end(second, job)).isInstanceOfSatisfying(Exited.class, e -> assertThat(e.code()).isEqualTo(2));
    }

    @Test
    void no_secret_stands_on_disk_or_on_a_command_line() throws Exception {
        // Given
        Pipe hold = Pipe.make(folder.resolve("hold"));
        JobLauncher launcher = launcher("cat " + hold);

        // When
        JobSpec job = launch(launcher, 1);

        // Then
        String arguments = ProcessHandle.current()
                .descendants()
                .map(process -> process.info().commandLine().orElse(""))
                .reduce("", String::concat);
        assertThat(arguments).contains(job.name()).doesNotContain("secret-token", "swordfish");
        assertThat(Files.readString(folder.resolve("jobs").resolve(job.name()).resolve("job.json")))
                .contains(job.labels().scanId().toString())
                .doesNotContain("secret-token", "swordfish");
        hold.release();
        end(launcher, job);
    }

    @Test
    void a_job_whose_processes_are_gone_has_vanished() throws Exception {
        // Given a job that ran before the machine was started anew: its numbers belong to others by now
        JobLauncher launcher = launcher("exit 0");
        JobSpec job = launch(launcher, 1);
        end(launcher, job);
        Path jobFolder = folder.resolve("jobs").resolve(job.name());
        Files.delete(jobFolder.resolve("exit"));
        long foreign = ProcessHandle.current().pid();
        Files.writeString(jobFolder.resolve("pids"), foreign + " " + foreign);

        // When this process, which is alive, started long before the job
        Files.setLastModifiedTime(jobFolder.resolve("pids"), FileTime.from(Instant.EPOCH));

        // Then
        assertThat(end(launcher, job)).isInstanceOf(Vanished.class);
    }

    @Test
    void a_forgotten_job_is_gone() throws Exception {
        // Given
        JobLauncher launcher = launcher("exit 0");
        JobSpec job = launch(launcher, 1);
        end(launcher, job);

        // When
        done(launcher.forget(job.name()));

        // Then
        assertThat(done(launcher.list())).isEmpty();
        assertThat(Folders.children(folder.resolve("jobs"))).isEmpty();
    }

    private JobLauncher launcher(String script) {
        return launcher(List.of("/bin/sh", "-c", script));
    }

    private JobLauncher launcher(List<String> command) {
        JobLauncher launcher = new ProcessLauncher(
                vertx,
                new ProcessLauncher.Settings(
                        folder.resolve("jobs"), command, ENVIRONMENT, Duration.ofMillis(50), Duration.ofMillis(200)),
                Clock.systemUTC());
        launchers.add(launcher);
        done(launcher.start(ended::add));
        return launcher;
    }

    private static JobSpec launch(JobLauncher launcher, long epoch) {
        JobSpec spec = JobSpec.of(
                labels(epoch), ScanAccess.local(URI.create("http://127.0.0.1:4711"), new JobToken("secret-token")));
        done(launcher.launch(spec));
        return spec;
    }

    private static JobLabels labels(long epoch) {
        return new JobLabels(
                new Lease(UUID.randomUUID(), epoch),
                UUID.randomUUID(),
                "shop",
                Instruction.Kind.verifyContract,
                Instant.now().plusSeconds(60));
    }

    /// Waits for the hint that the job has ended, and looks at the list.
    private JobEnd end(JobLauncher launcher, JobSpec spec) throws InterruptedException {
        while (true) {
            String name = ended.poll(Await.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(name).as("a job that has ended").isNotNull();
            for (Job job : done(launcher.list())) {
                if (job.name().equals(spec.name()) && job.state() instanceof Ended(JobEnd end)) {
                    return end;
                }
            }
        }
    }
}
