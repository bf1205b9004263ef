package io.seltzer.agent;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.AgentSettings.Delivery;
import io.seltzer.agent.AgentSettings.Doors;
import io.seltzer.agent.FakeControlPlane.Work;
import io.seltzer.agent.JobPreparation.Outcome;
import io.seltzer.agent.launch.Job;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.JobSpec;
import io.seltzer.agent.launch.LaunchOutcome;
import io.seltzer.agent.launch.ScanAccess;
import io.seltzer.health.Readiness.NotReady;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a scan is told about its work and its counterpart, by way of delivery.
class JobPreparationTest {
    private static final URI GATEWAY = URI.create("https://gateway.example:8443");

    private final Vertx vertx = Vertx.vertx();
    private final Captor launcher = new Captor();

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
    void through_the_gateway_the_scan_fetches_its_bundle_and_knows_the_certificate() throws Exception {
        // When
        Outcome outcome = launch(Delivery.GATEWAY, plane.enqueue("shop", "results"), Optional.empty());

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Launched());
        ScanAccess access = launcher.specs.getFirst().access();
        assertThat(access.bundle()).isEmpty();
        assertThat(access.environment())
                .containsEntry(ScanApi.GATEWAY_VARIABLE, GATEWAY.toString())
                .containsEntry(
                        ScanApi.CERTIFICATE_VARIABLE,
                        GatewayIdentity.of(FakeControlPlane.KEY).pem());
    }

    @Test
    void a_mounted_bundle_is_the_control_planes_as_it_came() throws Exception {
        // Given
        Work work = plane.enqueue("shop", "results");

        // When
        launch(Delivery.MOUNT, work, Optional.empty());

        // Then
        ScanAccess access = launcher.specs.getFirst().access();
        assertThat(access.gateway()).isEqualTo(GATEWAY);
        assertThat(WireJson.read(access.bundle().orElseThrow(), ScanBundle.class).scanId())
                .isEqualTo(work.instruction.scanId());
    }

    @Test
    void past_the_agent_the_scan_gets_the_control_planes_own_token_and_nothing_is_fetched() throws Exception {
        // When
        Outcome outcome = launch(Delivery.CLOUD, plane.enqueue("shop", "results"), Optional.of("token-of-the-plane"));

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Launched());
        ScanAccess access = launcher.specs.getFirst().access();
        assertThat(access.gateway()).isEqualTo(plane.url());
        assertThat(access.token().secret()).isEqualTo("token-of-the-plane");
        assertThat(access.certificate()).isEmpty();
        assertThat(plane.calls("/agent/v1/instructions")).isZero();
    }

    @Test
    void past_the_agent_without_a_token_there_is_no_way() throws Exception {
        // When
        Outcome outcome = launch(Delivery.CLOUD, plane.enqueue("shop", "results"), Optional.empty());

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.end().code()).isEqualTo("instruction.no-job-token"));
    }

    private Outcome launch(Delivery delivery, Work work, Optional<String> token) throws Exception {
        AgentSettings settings = FastAgent.settings(plane.url(), folder)
                .withDelivery(delivery)
                .withDoors(new Doors("127.0.0.1", 0, Optional.of(GATEWAY), true, "127.0.0.1", 0));
        AgentParts parts = TestParts.of(vertx, settings, new TypedBus(vertx), launcher, folder);
        JobPreparation preparation = new JobPreparation(parts, GATEWAY);
        preparation.granted(new Grant(work.lease(), work.instruction, token.orElse(null)));
        return done(preparation.launch(JobLabels.of(work.lease(), work.instruction), () -> true, _ -> {}));
    }

    /// Launches nothing, and remembers what it was asked.
    private static final class Captor implements JobLauncher {
        private final List<JobSpec> specs = new ArrayList<>();

        @Override
        public String name() {
            return "captor";
        }

        @Override
        public Future<Void> start(Handler<String> ended) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Optional<NotReady>> check() {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<LaunchOutcome> launch(JobSpec spec) {
            specs.add(spec);
            return Future.succeededFuture(new LaunchOutcome.Launched());
        }

        @Override
        public Future<List<Job>> list() {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<Void> stop(String name) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> forget(String name) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
