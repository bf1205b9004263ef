package io.seltzer.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopPulseTest {
    private static final Duration LIMIT = Duration.ofHours(1);
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanoTime = new AtomicLong();
    private final EventLoopPulse pulse = new EventLoopPulse(nanoTime::get, LIMIT);

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void isFreshAsLongAsTheLastBeatIsYoung() {
        pulse.start(vertx);

        nanoTime.set(LIMIT.toNanos());
        boolean atTheLimit = pulse.isFresh();
        nanoTime.set(LIMIT.toNanos() + 1);

        assertThat(atTheLimit).isTrue();
        assertThat(pulse.isFresh()).isFalse();
    }

    @Test
    void forgetsALoopThatWasStoppedOnPurpose() {
        EventLoopPulse.Beat beat = pulse.start(vertx);
        nanoTime.set(LIMIT.toNanos() * 2);

        beat.stop();

        assertThat(pulse.isFresh()).isTrue();
    }

    @Test
    void theLivenessProbeFailsWhenALoopStandsStill() throws Exception {
        // Given
        Router router = Router.router(vertx);
        new HealthRoutes(
                        pulse,
                        () -> Future.succeededFuture(Optional.empty()),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
                .mount(router);
        HttpServer server =
                vertx.createHttpServer().requestHandler(router).listen(0).await(10, TimeUnit.SECONDS);
        pulse.start(vertx);
        int before = status(server.actualPort());

        // When
        nanoTime.set(LIMIT.toNanos() * 2);

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(status(server.actualPort())).isEqualTo(503);
    }

    private static int status(int port) throws Exception {
        URI live = URI.create("http://localhost:" + port + HealthRoutes.LIVE);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(live).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
