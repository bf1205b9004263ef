package io.seltzer.scan;

import io.seltzer.check.ContractStatus;
import io.seltzer.config.ConfigReading;
import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFileReader;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.monitoring.MonitoringOrder;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.protocol.results.ScanResults.DataSourceProperties;
import io.seltzer.protocol.results.ScanResults.IngestionMode;
import io.seltzer.yaml.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// A scan process's work when monitors are to be measured.
final class MonitoringJob {
    private static final ScanApi.Failure TOO_LARGE = new ScanApi.Failure(
            "results.too-large",
            "The scan's log is larger than the gateway takes: monitor fewer datasets of the data source.");

    private final Vertx vertx;
    private final ScanBundle bundle;
    private final ScanReporter reporter;
    private final LongSupplier nanoTime;

    MonitoringJob(Vertx vertx, ScanBundle bundle, ScanReporter reporter, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.bundle = bundle;
        this.reporter = reporter;
        this.nanoTime = nanoTime;
    }

    /// Never fails.
    Future<ScanEnd> run(DataSourceFileReader reader) {
        Instant started = reporter.now();
        return switch (reader.read("data source", bundle.dataSource())) {
            case ConfigReading.Faulty<DataSourceFile>(List<Fault> faults) -> {
                faults.forEach(fault -> reporter.log().say(new ScanEvent.ContractFault(fault)));
                yield reporter.fail(new ScanApi.Failure(
                        faults.getFirst().code(),
                        faults.stream().map(Object::toString).collect(Collectors.joining("\n"))));
            }
            case ConfigReading.Valid<DataSourceFile>(DataSourceFile source) -> measure(source)
                    .compose(_ -> reporter.deliver(
                            results(source, started), new ScanEnd.Delivered(ContractStatus.PASSED), TOO_LARGE))
                    .recover(reporter::failed);
        };
    }

    private Future<MonitoringScan.Report> measure(DataSourceFile source) {
        MonitoringOrder order = bundle.monitoring() == null ? new MonitoringOrder(List.of()) : bundle.monitoring();
        ScanFence fence = reporter.fence();
        return new MonitoringScan(vertx, reporter.log(), nanoTime)
                .run(
                        new MonitoringScan.Request(
                                order,
                                source,
                                bundle.dataTimestamp(),
                                OptionalInt.empty(),
                                Duration.ofSeconds(bundle.maxSeconds()),
                                fence,
                                fence.closed()),
                        batch -> reporter.gateway().measurements(batch, fence::isOpen));
    }

    /// Verdicts are not the scan's to find.
    private ScanResults results(DataSourceFile source, Instant started) {
        return new ScanResults(
                ScanResults.TYPE,
                bundle.scanId().toString(),
                bundle.definitionName(),
                source.name(),
                new DataSourceProperties(source.connection().type()),
                bundle.dataTimestamp(),
                started,
                reporter.now(),
                false,
                false,
                false,
                List.of(),
                reporter.log().lines(),
                ScanResults.SOURCE_OWNER,
                null,
                List.of(),
                IngestionMode.partial,
                List.of(),
                ScanResults.VERSION,
                null,
                null);
    }
}
