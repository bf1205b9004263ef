package io.seltzer.agent;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.FakeControlPlane.Work;
import io.seltzer.testing.Pipe;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent in a process of its own is killed like `kill -9` does it, and another one takes over its data folder.
class AgentKilledIT {
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
        agent = start();
    }

    @AfterEach
    void close() {
        kill();
        plane.close();
        done(vertx.close());
    }

    @Test
    void the_next_agent_adopts_the_scan_that_runs() throws Exception {
        // Given
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Work work = plane.enqueue("shop", "wait " + hold, "logs", "results", "exit 1");
        plane.await("a running scan", () -> !work.running.isEmpty());

        // When
        kill();
        agent = start();
        hold.release();

        // Then
        assertThat(plane.awaitCompletion(work).exitCode()).isEqualTo(1);
        assertThat(work.told).containsExactly("running", "logs", "results", "complete");
        assertThat(work.epoch).isEqualTo(1);
        assertThat(plane.instances()).hasSize(1);
    }

    @Test
    void the_next_agent_tells_how_a_scan_ended_meanwhile() throws Exception {
        // Given a scan that has its bundle: it reads from the first pipe
        Pipe begun = Pipe.make(folder.resolve("begun"));
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Work work = plane.enqueue("shop", "wait " + begun, "wait " + hold, "print out of luck", "exit 42");
        plane.await("a running scan", () -> !work.running.isEmpty());
        begun.release();
        kill();

        // When
        hold.release();
        agent = start();

        // Then
        assertThat(plane.awaitFailure(work).code()).isEqualTo("job.crashed");
        assertThat(plane.awaitFailure(work).exitCode()).isEqualTo(42);
        assertThat(plane.awaitFailure(work).lastLines()).containsExactly("out of luck");
    }

    @Test
    void results_that_were_taken_are_delivered_once_by_the_next_agent() throws Exception {
        // Given a scan whose results were taken while the control plane was away
        Pipe hold = Pipe.make(folder.resolve("hold"));
        Pipe taken = Pipe.make(folder.resolve("taken"));
        Pipe last = Pipe.make(folder.resolve("last"));
        Work work = plane.enqueue("shop", "wait " + hold, "results", "wait " + taken, "wait " + last, "exit 1");
        plane.await("a running scan", () -> !work.running.isEmpty());
        plane.goAway();
        hold.release();
        taken.release();

        // When
        kill();
        plane.comeBack();
        agent = start();
        last.release();

        // Then
        plane.awaitCompletion(work);
        assertThat(work.told).containsExactly("running", "results", "complete");
        assertThat(work.results).containsExactly(SampleResults.failed(work.instruction.scanId()));
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder(FastAgent.command(plane.url(), data))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); !"started".equals(line); line = output.readLine()) {
            assertThat(line).as("a line of an agent that starts").isNotNull();
        }
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
        return process;
    }

    /// The scans live on: they are no part of the agent.
    private void kill() {
        agent.destroyForcibly();
        agent.onExit().join();
    }
}
