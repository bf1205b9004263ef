package io.seltzer.scan;

import static io.seltzer.testing.Await.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.check.ContractStatus;
import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.plan.SampleMonitors;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.monitoring.MonitoringOrder;
import io.seltzer.protocol.monitoring.MonitoringOrder.DatasetOrder;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.testing.TestSource;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a scan process with monitors to measure says to its gateway.
class MonitoringJobTest {
    @TempDir
    static Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Buffer> bodies = new CopyOnWriteArrayList<>();
    private boolean cancels;
    private int measurementsStatus = 202;
    private int refusals;

    @AfterEach
    void close() {
        done(vertx.close());
    }

    @Test
    void sends_measurements_and_then_results_without_checks() throws SQLException {
        // Given a gateway that is not there at first
        refusals = 1;

        // When
        ScanEnd end = scan(source());

        // Then
        assertThat(end).isEqualTo(new ScanEnd.Delivered(ContractStatus.PASSED));
        assertThat(calls.stream().filter(path -> !path.equals(ScanApi.LOGS) && !path.equals(ScanApi.HEARTBEAT)))
                .containsExactly(ScanApi.MEASUREMENTS, ScanApi.MEASUREMENTS, ScanApi.RESULTS);
        MeasurementBatch batch = body(ScanApi.MEASUREMENTS, MeasurementBatch.class);
        assertThat(batch.datasets().getFirst().measurements().getFirst().value()).isEqualTo(2.0);
        ScanResults results = body(ScanApi.RESULTS, ScanResults.class);
        assertThat(results.checks()).isEmpty();
        assertThat(results.contract()).isNull();
        assertThat(results.hasErrors()).isFalse();
        assertThat(results.definitionName()).isEqualTo("shop");
        assertThat(results.logs()).extracting(line -> line.message()).anyMatch(line -> line.contains("1 dataset measured"));
    }

    @Test
    void says_when_nobody_takes_measurements() throws SQLException {
        measurementsStatus = 404;

        assertThat(scan(source())).isEqualTo(new ScanEnd.FailureReported("monitor.delivery"));
        assertThat(calls).doesNotContain(ScanApi.RESULTS);
    }

    @Test
    void after_its_fence_closed_nothing_is_sent() throws SQLException {
        cancels = true;
        measurementsStatus = 503;

        assertThat(scan(source())).isInstanceOf(ScanEnd.Fenced.class);
        assertThat(calls).doesNotContain(ScanApi.RESULTS, ScanApi.FAILURE);
    }

    @Test
    void a_data_source_file_with_faults_is_told() {
        assertThat(scan("{type: duckdb, name: shop}")).isInstanceOf(ScanEnd.FailureReported.class);
    }

    private static String source() throws SQLException {
        TestSource.OfDuckDb source = (TestSource.OfDuckDb) TestSource.duckDb(folder);
        source.run("create table t (n integer)", "insert into t values (1), (2)");
        return "{type: duckdb, name: shop, connection: {database: '" + source.path() + "'}}";
    }

    private <T> T body(String path, Class<T> type) {
        return WireJson.read(bodies.get(calls.lastIndexOf(path)).getBytes(), type);
    }

    private ScanEnd scan(String dataSource) {
        HttpServer server = done(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
        ScanVerticle scan = new ScanVerticle(new ScanVerticle.Settings(
                new GatewayAddress("http://127.0.0.1:" + server.actualPort(), "token"),
                Optional.of(WireJson.text(bundle(dataSource))),
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                Clock.systemUTC(),
                System::nanoTime));
        done(vertx.deployVerticle(scan));
        return done(scan.end());
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String path = String.valueOf(request.path());
            bodies.add(body);
            calls.add(path);
            switch (path) {
                case ScanApi.HEARTBEAT -> request.response()
                        .end(Buffer.buffer(WireJson.bytes(new ScanApi.HeartbeatAnswer(1, cancels && calls.contains(ScanApi.MEASUREMENTS)))));
                case ScanApi.MEASUREMENTS ->
                    request.response().setStatusCode(refusals-- > 0 ? 503 : measurementsStatus).end();
                default -> request.response().setStatusCode(202).end();
            }
        });
    }

    private static ScanBundle bundle(String dataSource) {
        DatasetOrder order = new DatasetOrder(
                SampleMonitors.dataset(
                        "shop/main/t", null, "UTC", Cadence.DAILY,
                        List.of(SampleMonitors.of(MonitorMetric.PARTITION_ROW_COUNT))),
                List.of());
        return new ScanBundle(
                new UUID(0, 1),
                new Lease(new UUID(0, 2), 1),
                Instruction.Kind.monitor,
                "shop",
                null,
                new MonitoringOrder(List.of(order)),
                dataSource,
                null,
                Map.of(),
                Instant.parse("2026-03-03T06:00:00Z"),
                60);
    }
}
