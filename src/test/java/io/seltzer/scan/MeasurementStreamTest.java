package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasurementStreamTest {
    /// Less than the gateway takes.
    private static final int LARGEST_BATCH = 1 << 20;

    @Test
    void schemas_of_wide_tables_do_not_make_a_batch_too_large() {
        // Given six hundred tables of 160 columns, of which nothing but the schema is watched
        List<MeasurementBatch> batches = new ArrayList<>();
        MeasurementStream stream = new MeasurementStream(
                batch -> {
                    batches.add(batch);
                    return Future.succeededFuture();
                },
                () -> {});

        // When
        IntStream.range(0, 600).forEach(number -> stream.add(wide("shop/table_" + number)));
        stream.end();

        // Then
        assertThat(stream.result().succeeded()).isTrue();
        assertThat(batches.stream().flatMap(batch -> batch.datasets().stream())).hasSize(600);
        assertThat(batches).allSatisfy(batch -> assertThat(WireJson.bytes(batch).length).isLessThan(LARGEST_BATCH));
    }

    private static DatasetPoints wide(String name) {
        Monitor schema = new Monitor(
                new UUID(0, 1), "Columns", MonitorMetric.SCHEMA_CHANGES, null, null, null, Detection.DEFAULT);
        List<ColumnMetadata> columns = IntStream.range(0, 160)
                .mapToObj(number -> new ColumnMetadata("column_number_" + number, "character varying(255)"))
                .toList();
        return new DatasetPoints(
                new MonitoredDataset(name, null, ZoneId.of("UTC"), Cadence.DAILY, List.of(schema)),
                List.of(),
                Optional.of(columns),
                Instant.EPOCH);
    }
}
