package io.seltzer.agent;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.FakeControlPlane.Work;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent that ends while it launches.
class AgentDrainTest {
    private final Vertx vertx = Vertx.vertx();
    private final TroubledLauncher launcher = new TroubledLauncher();

    @TempDir
    Path folder;

    private FakeControlPlane plane;

    @BeforeEach
    void open() {
        plane = new FakeControlPlane(vertx);
    }

    @AfterEach
    void close() {
        plane.close();
        done(vertx.close());
    }

    @Test
    void a_launch_that_has_begun_is_finished_and_its_lease_kept() {
        // Given a job that is being created
        Promise<Void> asked = Promise.promise();
        Promise<Void> gate = Promise.promise();
        launcher.waits(asked, gate.future());
        Agent first = start();
        Work work = plane.enqueue("shop", "results", "exit 1");
        done(asked.future());

        // When
        Future<Void> stopping = first.stop();
        gate.complete();
        done(stopping);

        // Then there is a job, which the next agent finds
        assertThat(work.released).isZero();
        Agent second = start();
        plane.awaitCompletion(work);
        assertThat(work.epoch).isEqualTo(1);
        assertThat(work.results).hasSize(1);
        done(second.stop());
    }

    @Test
    void a_launch_that_does_not_come_to_an_end_holds_nothing_up_and_its_lease_runs_out() {
        // Given
        Promise<Void> asked = Promise.promise();
        launcher.waits(asked, Promise.<Void>promise().future());
        Agent agent = start();
        Work work = plane.enqueue("shop", "results", "exit 1");
        done(asked.future());

        // When
        done(agent.stop());

        // Then nobody knows whether there will be a job
        assertThat(work.released).isZero();
    }

    private Agent start() {
        return done(Agent.start(
                vertx,
                FastAgent.settings(plane.url(), folder.resolve("data")),
                Map.of("PATH", "/usr/bin:/bin"),
                launcher::around));
    }
}
