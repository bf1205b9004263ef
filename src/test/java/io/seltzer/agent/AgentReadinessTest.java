package io.seltzer.agent;

import static io.seltzer.testing.Await.PATIENCE_SECONDS;
import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the probes of a running agent are told, with a stable code for each reason.
class AgentReadinessTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final TroubledLauncher launcher = new TroubledLauncher();

    @TempDir
    Path folder;

    private FakeControlPlane plane;
    private Agent agent;

    @BeforeEach
    void open() {
        plane = new FakeControlPlane(vertx);
        agent = start();
    }

    @AfterEach
    void close() {
        done(agent.stop());
        plane.close();
        done(vertx.close());
    }

    @Test
    void an_agent_that_could_work_is_ready() throws Exception {
        // Then
        assertThat(readyOnce(200)).contains("\"status\":\"ready\"");
        assertThat(get("/health/started").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void a_key_that_is_not_accepted_is_a_reason() throws Exception {
        // Given
        plane.refuseKey();

        // When
        done(agent.stop());
        agent = start();

        // Then
        assertThat(readyWith("control-plane.unauthorised")).contains("does not accept the API key (401)");
    }

    @Test
    void a_control_plane_that_has_fallen_silent_is_a_reason_and_the_agent_lives_on() throws Exception {
        // Given
        readyOnce(200);

        // When
        plane.goAway();

        // Then
        assertThat(readyWith("control-plane.silent")).contains("has not answered since");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/started").statusCode()).isEqualTo(200);
        plane.comeBack();
        readyOnce(200);
    }

    @Test
    void a_launcher_that_is_unable_is_a_reason() throws Exception {
        // Given
        readyOnce(200);

        // When
        launcher.isUnable("launcher.forbidden", "The agent must not create Jobs in the namespace scans.");

        // Then
        assertThat(readyWith("launcher.forbidden")).contains("must not create Jobs");
    }

    private Agent start() {
        AgentSettings settings = FastAgent.settings(plane.url(), folder.resolve("data"));
        AgentSettings shortPolls = new AgentSettings(
                settings.controlPlane(),
                settings.apiKey(),
                settings.name(),
                settings.version(),
                settings.data(),
                settings.limits(),
                settings.launch(),
                settings.delivery(),
                settings.doors(),
                settings.outbound(),
                Duration.ofMillis(200),
                settings.timings());
        return done(Agent.start(vertx, shortPolls, Map.of("PATH", "/usr/bin:/bin"), launcher::around));
    }

    private String readyWith(String code) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        HttpResponse<String> ready;
        do {
            ready = get("/health/ready");
        } while (!ready.body().contains(code) && System.nanoTime() < deadline);
        assertThat(ready.body()).contains("\"code\":\"" + code + "\"");
        assertThat(ready.statusCode()).isEqualTo(503);
        return ready.body();
    }

    private String readyOnce(int status) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        HttpResponse<String> ready;
        do {
            ready = get("/health/ready");
        } while (ready.statusCode() != status && System.nanoTime() < deadline);
        assertThat(ready.statusCode()).isEqualTo(status);
        return ready.body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.healthPort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
