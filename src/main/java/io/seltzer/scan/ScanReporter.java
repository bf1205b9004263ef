package io.seltzer.scan;

import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.source.SourceFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a scan process tells the gateway: its log as it goes on, and how it ended.
final class ScanReporter {
    private static final long LOG_MILLIS = 500;
    /// Of one message.
    private static final int MOST_LINES = 500;

    private static final ScanApi.Failure NO_MONITORS = new ScanApi.Failure(
            "monitor.delivery",
            "Monitors are measured only where scans report to their agent: set the agent's delivery to gateway or mount.");

    private final GatewayClient gateway;
    private final ScanFence fence;
    private final ScanLog log;
    private final List<LogLine> unsent = new ArrayList<>();

    ScanReporter(Vertx vertx, GatewayClient gateway, ScanFence fence) {
        this.gateway = gateway;
        this.fence = fence;
        this.log = new ScanLog(gateway.clock(), unsent::add);
        vertx.setPeriodic(LOG_MILLIS, _ -> sendLog());
    }

    ScanLog log() {
        return log;
    }

    ScanFence fence() {
        return fence;
    }

    GatewayClient gateway() {
        return gateway;
    }

    Instant now() {
        return gateway.clock().instant();
    }

    static ScanEnd leaseLost() {
        return new ScanEnd.Fenced(ScanFence.Reason.LEASE_LOST.name());
    }

    /// @param tooLarge what to say where the results are larger than the gateway takes
    Future<ScanEnd> deliver(ScanResults results, ScanEnd delivered, ScanApi.Failure tooLarge) {
        return sendLog()
                .eventually(() -> gateway.results(results, fence::isOpen))
                .map(delivered)
                .recover(failure -> failure instanceof GatewayClient.Refused refused && refused.isTooLarge()
                        ? fail(tooLarge)
                        : Future.succeededFuture(new ScanEnd.NotDelivered()));
    }

    Future<ScanEnd> failed(Throwable failure) {
        if (!fence.isOpen()) {
            return Future.succeededFuture(leaseLost());
        }
        return switch (failure) {
            case SourceFailure source -> {
                log.say(new ScanEvent.Broken(source));
                yield fail(new ScanApi.Failure(source.code(), source.sentence()));
            }
            case GatewayClient.Refused refused when refused.isUnknown() -> fail(NO_MONITORS);
            case GatewayClient.Refused refused when refused.isLeaseLost() -> Future.succeededFuture(leaseLost());
            case GatewayClient.Refused _ -> Future.succeededFuture(new ScanEnd.NotDelivered());
            default -> {
                // A fault of ours: the class says enough, the message might quote data.
                String kind = failure.getClass().getName();
                log.say(new ScanEvent.Bug(kind));
                yield fail(new ScanApi.Failure("scan.internal", "Something went wrong inside Seltzer: " + kind));
            }
        };
    }

    Future<ScanEnd> fail(ScanApi.Failure failure) {
        return sendLog()
                .eventually(() -> gateway.failure(failure.shortened(), fence::isOpen))
                .<ScanEnd>map(new ScanEnd.FailureReported(failure.code()))
                .otherwise(new ScanEnd.NotDelivered());
    }

    private Future<Void> sendLog() {
        if (unsent.isEmpty()) {
            return Future.succeededFuture();
        }
        // A contract with faults in every line says a lot at once.
        List<LogLine> some = unsent.subList(0, Math.min(unsent.size(), MOST_LINES));
        List<LogLine> lines = List.copyOf(some);
        some.clear();
        return gateway.logs(lines).otherwiseEmpty().compose(_ -> sendLog());
    }
}
