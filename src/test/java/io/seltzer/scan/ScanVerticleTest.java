package io.seltzer.scan;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How a scan gets its bundle, and what it says to whom.
class ScanVerticleTest {
    private static final String FAULTY = "dataset: shop/db/public/orders\nchecks: []\n";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Buffer> failures = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        done(vertx.close());
    }

    @Test
    void a_bundle_that_lies_beside_the_scan_is_not_fetched_and_the_scan_says_at_once_that_it_is_there() {
        // When
        ScanEnd end = scan(Optional.of(WireJson.text(bundle(FAULTY))));

        // Then
        assertThat(end).isEqualTo(new ScanEnd.FailureReported("contract.required"));
        assertThat(calls).startsWith(ScanApi.HEARTBEAT).contains(ScanApi.FAILURE).doesNotContain(ScanApi.BUNDLE);
    }

    @Test
    void otherwise_it_is_fetched() {
        // When
        ScanEnd end = scan(Optional.empty());

        // Then
        assertThat(end).isEqualTo(new ScanEnd.FailureReported("contract.required"));
        assertThat(calls).startsWith(ScanApi.BUNDLE).contains(ScanApi.HEARTBEAT);
    }

    @Test
    void more_faults_than_a_message_can_hold_are_told_as_far_as_they_go() {
        // Given a contract with a fault in each of many lines
        String text = FAULTY + "unknown_key_%d: 1\n".repeat(2_000).formatted(numbers(2_000));

        // When
        ScanEnd end = scan(Optional.of(WireJson.text(bundle(text))));

        // Then
        assertThat(end).isInstanceOf(ScanEnd.FailureReported.class);
        ScanApi.Failure failure = WireJson.read(failures.getFirst().getBytes(), ScanApi.Failure.class);
        assertThat(failure.fault()).isEmpty();
        assertThat(failure.message()).hasSize(2_000).endsWith("see the scan's log.");
    }

    private static Object[] numbers(int count) {
        Object[] numbers = new Object[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private ScanEnd scan(Optional<String> beside) {
        HttpServer server = done(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
        ScanVerticle scan = new ScanVerticle(new ScanVerticle.Settings(
                new GatewayAddress("http://127.0.0.1:" + server.actualPort(), "token"),
                beside,
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                Clock.systemUTC(),
                System::nanoTime));
        done(vertx.deployVerticle(scan));
        return done(scan.end());
    }

    private void answer(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        calls.add(path);
        request.body().onSuccess(body -> {
            switch (path) {
                case ScanApi.BUNDLE -> request.response().end(json(bundle(FAULTY)));
                case ScanApi.HEARTBEAT -> request.response().end(json(new ScanApi.HeartbeatAnswer(60, false)));
                case ScanApi.FAILURE -> {
                    failures.add(body);
                    request.response().setStatusCode(202).end();
                }
                default -> request.response().setStatusCode(202).end();
            }
        });
    }

    private static Buffer json(Object message) {
        return Buffer.buffer(WireJson.bytes(message));
    }

    private static ScanBundle bundle(String contract) {
        return new ScanBundle(
                new UUID(0, 1),
                new Lease(new UUID(0, 2), 1),
                Instruction.Kind.verifyContract,
                "orders",
                new ScanBundle.ContractFile("file", "orders.yml", contract),
                "{type: postgres, name: shop, connection: {host: nowhere}}",
                null,
                Map.of(),
                Instant.EPOCH,
                60);
    }
}
