package io.seltzer.cli;

import io.seltzer.config.DataSourceFile;
import io.seltzer.detection.BatchDetection;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric.Subject;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.monitor.Partition;
import io.seltzer.protocol.monitoring.Decided;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.monitoring.MonitoringOrder;
import io.seltzer.protocol.monitoring.MonitoringOrder.DatasetOrder;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.monitoring.SeriesQuery.Wanted;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.scan.MonitoringScan;
import io.seltzer.scan.ScanLog;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Measures the monitors of a dataset from this machine and decides by a history in a file. Blocking.
///
/// @param now data time of what is measured as of now
record LocalMonitoring(
        MonitoredDataset dataset, DataSourceFile source, LocalHistory history, ScanLog log, Instant now) {
    private static final Duration LIMIT = Duration.ofHours(2);

    /// Partitions of the past, oldest first; the newest that is over is left to [#newest()].
    ///
    /// @param partitions how many at most, the newest included
    List<CheckResult> backfill(int partitions) {
        List<Partition> past = dataset.cadence().complete(Instant.MIN, now, dataset.timeZone(), partitions);
        return past.size() < 2
                ? List.of()
                : measure(
                        of(monitor -> monitor.metric().subject() != Subject.CATALOG), past.subList(0, past.size() - 1));
    }

    /// The newest partition that is over, and what can only be seen now.
    List<CheckResult> newest() {
        return measure(
                dataset,
                dataset.partitionColumn() == null
                        ? List.of()
                        : List.of(dataset.cadence().lastComplete(now, dataset.timeZone())));
    }

    private MonitoredDataset of(Predicate<Monitor> which) {
        return new MonitoredDataset(
                dataset.dataset(),
                dataset.partitionColumn(),
                dataset.timeZone(),
                dataset.cadence(),
                dataset.monitors().stream().filter(which).toList());
    }

    private List<CheckResult> measure(MonitoredDataset measured, List<Partition> partitions) {
        ConcurrentLinkedQueue<MeasurementBatch> batches = new ConcurrentLinkedQueue<>();
        try (CommandVertx vertx = new CommandVertx()) {
            new MonitoringScan(vertx.vertx(), log, System::nanoTime)
                    .run(
                            new MonitoringScan.Request(
                                    new MonitoringOrder(List.of(new DatasetOrder(measured, partitions))),
                                    source,
                                    now,
                                    OptionalInt.empty(),
                                    LIMIT,
                                    () -> true,
                                    vertx.stop()),
                            batch -> {
                                batches.add(batch);
                                return Future.succeededFuture();
                            })
                    .await();
        }
        return batches.stream().flatMap(batch -> decide(batch).stream()).toList();
    }

    private List<CheckResult> decide(MeasurementBatch batch) {
        Map<UUID, Monitor> monitors =
                dataset.monitors().stream().collect(Collectors.toMap(Monitor::id, Function.identity()));
        BatchDetection detection = new BatchDetection(batch);
        List<Memory> memories = new ArrayList<>();
        for (Wanted wanted : detection.wanted()) {
            Monitor monitor = monitors.get(wanted.monitor());
            if (monitor != null) {
                memories.add(history.memory(dataset, monitor, wanted));
            }
        }
        detection.decide(memories);
        Decided decided = detection.takeDecided(0, now);
        history.take(decided);
        return decided.results().checks();
    }
}
