package io.seltzer.scan;

import io.seltzer.config.DataSourceFileReader;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.ContractVariables;
import io.seltzer.contract.Strictness;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.scan.ScanPreparation.Faulty;
import io.seltzer.scan.ScanPreparation.Prepared;
import io.seltzer.scan.ScanPreparation.Text;
import io.seltzer.warehouse.ScanKey;
import io.seltzer.warehouse.WriteOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// A scan process: fetches its bundle, verifies, reports, and fences itself while it does.
public final class ScanVerticle extends VerticleBase {
    private static final Duration BEFORE_FIRST_ANSWER = Duration.ofSeconds(60);
    /// How long a fenced scan may take to cancel its SQL.
    private static final long LAST_GRACE_MILLIS = 3_000;

    private static final ScanApi.Failure TOO_LARGE = new ScanApi.Failure(
            "results.too-large",
            "The scan's results are larger than the gateway takes: divide the contract into several with fewer checks.");

    private final Settings settings;
    private final Promise<ScanEnd> end = Promise.promise();

    /// @param bundle as JSON, where it lies beside the scan; otherwise the scan fetches it
    /// @param environment resolves `${env.NAME}`
    /// @param files reads `password_file`
    /// @param nanoTime a monotonic clock
    public record Settings(
            GatewayAddress gateway,
            Optional<String> bundle,
            Function<String, Optional<String>> environment,
            DataSourceFileReader.FileText files,
            Clock clock,
            LongSupplier nanoTime) {}

    public ScanVerticle(Settings settings) {
        this.settings = settings;
    }

    /// Completes when the scan has ended; never fails.
    public Future<ScanEnd> end() {
        return end.future();
    }

    @Override
    public Future<?> start() {
        GatewayClient gateway = new GatewayClient(vertx, settings.gateway(), settings.clock());
        settings.bundle()
                .map(text -> gateway.announce().map(_ -> WireJson.read(text, ScanBundle.class)))
                .orElseGet(gateway::bundle)
                .compose(bundle -> scan(bundle, gateway))
                .otherwise(ScanVerticle::withoutBundle)
                .onSuccess(end::tryComplete);
        return Future.succeededFuture();
    }

    private static ScanEnd withoutBundle(Throwable failure) {
        return failure instanceof GatewayClient.Refused refused && refused.isLeaseLost()
                ? new ScanEnd.Fenced(ScanFence.Reason.LEASE_LOST.name())
                : new ScanEnd.NotDelivered();
    }

    private Future<ScanEnd> scan(ScanBundle bundle, GatewayClient gateway) {
        ScanFence fence = new ScanFence(
                vertx, gateway::heartbeat, settings.nanoTime(), BEFORE_FIRST_ANSWER,
                Duration.ofSeconds(bundle.maxSeconds()));
        fence.closed().onSuccess(reason -> vertx.timer(LAST_GRACE_MILLIS)
                .onComplete(_ -> end.tryComplete(new ScanEnd.Fenced(reason.name()))));
        fence.start();
        ScanReporter reporter = new ScanReporter(vertx, gateway, fence);
        return switch (bundle.kind()) {
            case verifyContract -> verify(bundle, reporter);
            case monitor, backfill -> new MonitoringJob(vertx, bundle, reporter, settings.nanoTime())
                    .run(new DataSourceFileReader(settings.environment(), settings.files()));
        };
    }

    private Future<ScanEnd> verify(ScanBundle bundle, ScanReporter reporter) {
        ScanLog log = reporter.log();
        ScanFence fence = reporter.fence();
        Instant started = reporter.now();
        return switch (prepare(bundle, started)) {
            case Faulty(String code, var faults, _) -> {
                faults.forEach(fault -> log.say(new ScanEvent.ContractFault(fault)));
                String all = faults.stream().map(Object::toString).collect(Collectors.joining("\n"));
                yield reporter.fail(new ScanApi.Failure(code, all));
            }
            case Prepared prepared -> {
                prepared.warnings().forEach(fault -> log.say(new ScanEvent.ContractFault(fault)));
                yield new ContractScan(vertx, log, settings.nanoTime())
                        .run(new ContractScan.Request(
                                prepared.contract(),
                                CheckSelection.ALL,
                                prepared.source(),
                                prepared.warehouse(),
                                new ScanKey(bundle.scanId(), bundle.lease().epoch()),
                                OptionalInt.empty(),
                                Duration.ofSeconds(bundle.maxSeconds()),
                                fence,
                                fence.closed()))
                        .compose(report -> deliver(bundle, prepared, report, started, reporter))
                        .recover(reporter::failed);
            }
        };
    }

    private ScanPreparation prepare(ScanBundle bundle, Instant started) {
        ScanBundle.ContractFile contract = Objects.requireNonNull(bundle.contract());
        return ScanPreparation.of(
                new Text(contract.path(), contract.text()),
                new ContractVariables(
                        bundle.variables(), settings.environment(), started, bundle.dataTimestamp()),
                Strictness.STRICT,
                List.of(new Text("data source", bundle.dataSource())),
                Optional.ofNullable(bundle.warehouse()).map(text -> new Text("diagnostics warehouse", text)),
                new DataSourceFileReader(settings.environment(), settings.files()));
    }

    private static Future<ScanEnd> deliver(
            ScanBundle bundle, Prepared prepared, ContractScan.Report report, Instant started, ScanReporter reporter) {
        boolean lost = report.failedRows()
                .map(rows -> !(rows.outcome() instanceof WriteOutcome.Committed))
                .orElse(false);
        if (lost || !reporter.fence().isOpen()) {
            return Future.succeededFuture(ScanReporter.leaseLost());
        }
        ScanBundle.ContractFile contract = Objects.requireNonNull(bundle.contract());
        ResultDocument.Scan scan = new ResultDocument.Scan(
                new ScanKey(bundle.scanId(), bundle.lease().epoch()),
                true,
                bundle.definitionName(),
                prepared.source().connection().type(),
                bundle.dataTimestamp(),
                started,
                reporter.now(),
                contract.fileId(),
                contract.path());
        ScanResults results = ResultDocument.of(scan, report, reporter.log().lines());
        return reporter.deliver(results, new ScanEnd.Delivered(report.status()), TOO_LARGE);
    }
}
