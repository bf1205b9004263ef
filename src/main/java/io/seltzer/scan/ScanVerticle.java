package io.seltzer.scan;

import io.seltzer.config.DataSourceFileReader;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.ContractVariables;
import io.seltzer.contract.Strictness;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.scan.ScanPreparation.Faulty;
import io.seltzer.scan.ScanPreparation.Prepared;
import io.seltzer.scan.ScanPreparation.Text;
import io.seltzer.source.SourceFailure;
import io.seltzer.warehouse.ScanKey;
import io.seltzer.warehouse.WriteOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final long LOG_MILLIS = 500;
    /// Of one message.
    private static final int MOST_LINES = 500;
    /// How long a fenced scan may take to cancel its SQL.
    private static final long LAST_GRACE_MILLIS = 3_000;

    private static final ScanApi.Failure TOO_LARGE = new ScanApi.Failure(
            "results.too-large",
            "The scan's results are larger than the gateway takes: divide the contract into several with fewer checks.");

    private final Settings settings;
    private final Promise<ScanEnd> end = Promise.promise();
    private final List<LogLine> unsent = new ArrayList<>();

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
        Clock clock = gateway.clock();
        ScanLog log = new ScanLog(clock, unsent::add);
        vertx.setPeriodic(LOG_MILLIS, _ -> sendLog(gateway));
        Instant started = clock.instant();
        return switch (prepare(bundle, started)) {
            case Faulty(String code, var faults, _) -> {
                faults.forEach(fault -> log.say(new ScanEvent.ContractFault(fault)));
                String all = faults.stream().map(Object::toString).collect(Collectors.joining("\n"));
                yield fail(new ScanApi.Failure(code, all), gateway, fence);
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
                        .compose(report -> deliver(bundle, prepared, report, log, started, gateway, fence))
                        .recover(failure -> failed(failure, log, gateway, fence));
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

    private Future<ScanEnd> deliver(
            ScanBundle bundle,
            Prepared prepared,
            ContractScan.Report report,
            ScanLog log,
            Instant started,
            GatewayClient gateway,
            ScanFence fence) {
        boolean lost = report.failedRows()
                .map(rows -> !(rows.outcome() instanceof WriteOutcome.Committed))
                .orElse(false);
        if (lost || !fence.isOpen()) {
            return Future.succeededFuture(new ScanEnd.Fenced(ScanFence.Reason.LEASE_LOST.name()));
        }
        ScanBundle.ContractFile contract = Objects.requireNonNull(bundle.contract());
        ResultDocument.Scan scan = new ResultDocument.Scan(
                new ScanKey(bundle.scanId(), bundle.lease().epoch()),
                true,
                bundle.definitionName(),
                prepared.source().connection().type(),
                bundle.dataTimestamp(),
                started,
                gateway.clock().instant(),
                contract.fileId(),
                contract.path());
        ScanResults results = ResultDocument.of(scan, report, log.lines());
        return sendLog(gateway)
                .eventually(() -> gateway.results(results, fence::isOpen))
                .<ScanEnd>map(new ScanEnd.Delivered(report.status()))
                .recover(failure -> failure instanceof GatewayClient.Refused refused && refused.isTooLarge()
                        ? fail(TOO_LARGE, gateway, fence)
                        : Future.succeededFuture(new ScanEnd.NotDelivered()));
    }

    private Future<ScanEnd> failed(Throwable failure, ScanLog log, GatewayClient gateway, ScanFence fence) {
        if (!fence.isOpen()) {
            return Future.succeededFuture(new ScanEnd.Fenced(ScanFence.Reason.LEASE_LOST.name()));
        }
        if (failure instanceof SourceFailure source) {
            log.say(new ScanEvent.Broken(source));
            return fail(new ScanApi.Failure(source.code(), source.sentence()), gateway, fence);
        }
        // A fault of ours: the class says enough, the message might quote data.
        log.say(new ScanEvent.Bug(failure.getClass().getName()));
        return fail(
                new ScanApi.Failure("scan.internal", "Something went wrong inside Seltzer: " + failure.getClass().getName()),
                gateway,
                fence);
    }

    private Future<ScanEnd> fail(ScanApi.Failure failure, GatewayClient gateway, ScanFence fence) {
        return sendLog(gateway)
                .eventually(() -> gateway.failure(failure.shortened(), fence::isOpen))
                .<ScanEnd>map(new ScanEnd.FailureReported(failure.code()))
                .otherwise(new ScanEnd.NotDelivered());
    }

    private Future<Void> sendLog(GatewayClient gateway) {
        if (unsent.isEmpty()) {
            return Future.succeededFuture();
        }
        // A contract with faults in every line says a lot at once.
        List<LogLine> some = unsent.subList(0, Math.min(unsent.size(), MOST_LINES));
        List<LogLine> lines = List.copyOf(some);
        some.clear();
        return gateway.logs(lines).otherwiseEmpty().compose(_ -> sendLog(gateway));
    }
}
