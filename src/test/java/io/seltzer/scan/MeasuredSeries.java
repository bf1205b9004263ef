package io.seltzer.scan;

import static io.seltzer.testing.Await.done;

import io.seltzer.config.DataSourceFile;
import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.monitor.Partition;
import io.seltzer.plan.SampleMonitors;
import io.seltzer.protocol.monitoring.Measurement;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.monitoring.MeasurementBatch.DatasetMeasurements;
import io.seltzer.protocol.monitoring.MonitoringOrder;
import io.seltzer.protocol.monitoring.MonitoringOrder.DatasetOrder;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.testing.TestSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Runs monitoring scans of a data source and keeps what they send.
final class MeasuredSeries {
    static final Instant NOW = Instant.parse("2026-03-03T06:00:00Z");

    private final Vertx vertx;
    private final DataSourceFile source;
    private final String prefix;
    final List<MeasurementBatch> batches = new ArrayList<>();
    final List<LogLine> lines = new ArrayList<>();

    MeasuredSeries(Vertx vertx, TestSource source) {
        this(vertx, source.file(), source.prefix());
    }

    /// @param prefix the first parts of the names of its datasets
    MeasuredSeries(Vertx vertx, DataSourceFile source, String prefix) {
        this.vertx = vertx;
        this.source = source;
        this.prefix = prefix;
    }

    DatasetOrder order(
            String table, @Nullable String column, String zone, Cadence cadence, List<Partition> partitions,
            List<Monitor> monitors) {
        MonitoredDataset dataset =
                SampleMonitors.dataset(prefix + table, column, zone, cadence, monitors);
        return new DatasetOrder(dataset, partitions);
    }

    /// The whole table.
    DatasetOrder whole(String table, Monitor... monitors) {
        return order(table, null, "UTC", Cadence.DAILY, List.of(), List.of(monitors));
    }

    MonitoringScan.Report run(DatasetOrder... orders) {
        return run(NOW, batch -> Future.succeededFuture(), orders);
    }

    MonitoringScan.Report run(Instant scanTime, BatchSink sink, DatasetOrder... orders) {
        batches.clear();
        ScanLog log = new ScanLog(Clock.systemUTC(), lines::add);
        return done(new MonitoringScan(vertx, log, System::nanoTime)
                .run(
                        new MonitoringScan.Request(
                                new MonitoringOrder(List.of(orders)), source, scanTime, OptionalInt.empty(),
                                Duration.ofMinutes(1), () -> true, Future.future(_ -> {})),
                        batch -> {
                            batches.add(batch);
                            return sink.take(batch);
                        }));
    }

    List<DatasetMeasurements> datasets() {
        return batches.stream().flatMap(batch -> batch.datasets().stream()).toList();
    }

    List<Measurement> measurements() {
        return datasets().stream()
                .flatMap(dataset -> dataset.measurements().stream())
                .toList();
    }

    /// The value, or the absence's name, of the one measurement of a monitor.
    String of(Monitor monitor) {
        List<String> all = all(monitor);
        if (all.size() != 1) {
            throw new AssertionError(monitor.name() + ": " + all);
        }
        return all.getFirst();
    }

    List<String> all(Monitor monitor) {
        return measurements().stream()
                .filter(measurement -> measurement.monitor().equals(monitor.id()))
                .map(MeasuredSeries::text)
                .toList();
    }

    static String text(Measurement measurement) {
        return String.valueOf(measurement.value() != null ? measurement.value() : measurement.absence());
    }
}
