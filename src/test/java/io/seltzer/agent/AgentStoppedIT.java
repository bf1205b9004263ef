package io.seltzer.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.agent.FakeControlPlane.Work;
import io.seltzer.protocol.WireJson;
import io.seltzer.testing.Pipe;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent in a process of its own is told to end (SIGTERM), as a cluster does it: it ends well and soon.
class AgentStoppedIT {
    private static final int LONGEST_SECONDS = 20;

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    private FakeControlPlane plane;
    private Path data;
    private Process agent;

    @BeforeEach
    void open() throws IOException {
        plane = new FakeControlPlane(vertx);
        data = folder.resolve("data");
        agent = start(data);
    }

    @AfterEach
    void close() {
        agent.destroyForcibly();
        agent.onExit().join();
        plane.close();
        done(vertx.close());
    }

    @Test
    void a_claim_that_is_held_is_let_go() throws Exception {
        // Given
        plane.await("a held claim", () -> plane.heldClaims() == 1);

        // When
        assertThat(stop()).isZero();

        // Then what comes next is not granted to nobody
        Work work = plane.enqueue("shop", "results", "exit 1");
        assertThat(work.holder).isNull();
    }

    @Test
    void what_was_granted_and_has_no_job_goes_back_at_once() throws Exception {
        // Given a launch that waits for its bundle, and an instruction that waits for its turn
        plane.holdBundles();
        Work first = plane.enqueue("shop", "results", "exit 1");
        Work second = plane.enqueue("shop", "results", "exit 1");
        plane.await("two grants", () -> first.holder != null && second.holder != null);

        // When the bundle's answer never comes
        assertThat(stop()).isZero();

        // Then another agent, with a folder of its own, has them at once
        plane.giveBundles();
        agent = start(folder.resolve("other"));
        plane.awaitCompletion(first);
        plane.awaitCompletion(second);
        assertThat(first.results).hasSize(1);
        assertThat(second.results).hasSize(1);
    }

    @Test
    void a_scan_that_runs_is_kept_for_the_next_agent() throws Exception {
        // Given
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Work work = plane.enqueue("shop", "wait " + hold, "results", "exit 1");
        plane.await("a running scan", () -> !work.running.isEmpty());

        // When
        assertThat(stop()).isZero();

        // Then
        assertThat(work.released).isZero();
        agent = start(data);
        hold.release();
        plane.awaitCompletion(work);
        assertThat(work.epoch).isEqualTo(1);
    }

    @Test
    void what_cannot_be_delivered_is_kept_and_the_next_agent_delivers_it() throws Exception {
        // Given results and an end that wait for a control plane that is away
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Pipe taken = Pipe.make(folder.resolve("taken"));
        Work work = plane.enqueue("shop", "wait " + hold, "results", "wait " + taken, "exit 1");
        plane.await("a running scan", () -> !work.running.isEmpty());
        plane.goAway();
        hold.release();
        taken.release();

        // When
        assertThat(stop()).isZero();
        assertThat(journal()).isNotEmpty();
        plane.comeBack();
        agent = start(data);

        // Then
        plane.awaitCompletion(work);
        assertThat(work.told).containsExactly("running", "results", "complete");
        assertThat(work.epoch).isEqualTo(1);
    }

    @Test
    void the_program_says_in_its_log_what_it_did_and_ends_with_0() throws Exception {
        // Given
        Path settings = folder.resolve("agent.yaml");
        Files.writeString(
                settings,
                "controlPlane: %s\ndata: %s\nhealth: {port: 0}\nlog: {format: json}\n"
                        .formatted(plane.url(), folder.resolve("program")));
        stop();
        Path log = folder.resolve("log");
        agent = program(settings, log);
        plane.await("a held claim", () -> plane.heldClaims() == 1);

        // When an instruction is granted whose launch waits
        plane.holdBundles();
        Work work = plane.enqueue("shop");
        plane.await("a grant", () -> work.holder != null);

        // Then
        assertThat(stop()).isZero();
        assertThat(work.released).isEqualTo(1);
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).allSatisfy(line -> assertThat(WireJson.read(line.getBytes(UTF_8), JsonNode.class)
                        .fieldNames())
                .toIterable()
                .startsWith("time", "level", "logger", "message"));
        assertThat(lines)
                .filteredOn(line -> line.contains("\"instruction\""))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(line -> assertThat(line)
                        .contains(
                                "\"instruction\":\"" + work.instruction.id(),
                                "\"epoch\":1",
                                "\"scan\":\"" + work.instruction.scanId()))
                .anySatisfy(line -> assertThat(line).contains("Lease given back"));
    }

    /// Without the classes and the log settings of tests.
    private static Process program(Path settings, Path log) throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        "io.seltzer.cli.Seltzer",
                        "agent",
                        "--settings",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        program.environment().put("SELTZER_API_KEY_ID", FakeControlPlane.KEY.id());
        program.environment().put("SELTZER_API_KEY_SECRET", FakeControlPlane.KEY.secret());
        return program.start();
    }

    private List<Path> journal() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("journal"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Process start(Path itsData) throws IOException {
        Process process = new ProcessBuilder(FastAgent.command(plane.url(), itsData))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); !"started".equals(line); line = output.readLine()) {
            assertThat(line).as("a line of an agent that starts").isNotNull();
        }
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
        return process;
    }

    /// @return its exit code
    private int stop() throws InterruptedException {
        agent.destroy();
        assertThat(agent.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
        return agent.exitValue();
    }
}
