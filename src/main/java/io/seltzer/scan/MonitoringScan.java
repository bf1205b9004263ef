package io.seltzer.scan;

import io.seltzer.config.DataSourceFile;
import io.seltzer.protocol.monitoring.MonitoringOrder;
import io.seltzer.source.SessionOptions;
import io.seltzer.source.SourceSession;
import io.seltzer.warehouse.CommitFence;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Measures the monitors of many datasets of one data source, in one snapshot.
public final class MonitoringScan {
    private final Vertx vertx;
    private final ScanLog log;
    private final StopWatch watch;

    /// @param nanoTime a monotonic clock
    public MonitoringScan(Vertx vertx, ScanLog log, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.log = log;
        this.watch = new StopWatch(nanoTime);
    }

    /// @param scanTime data time of what is measured now
    /// @param parallel the most connections to the data source at the same time; empty: as its file says
    /// @param limit after which the data source gives up a statement
    /// @param fence once it is closed nothing is sent any more
    /// @param stop its completion cancels the statements in flight
    public record Request(
            MonitoringOrder order,
            DataSourceFile source,
            Instant scanTime,
            OptionalInt parallel,
            Duration limit,
            CommitFence fence,
            Future<?> stop) {}

    /// @param gaps monitors and times without a value
    public record Report(int datasets, long values, long gaps) {}

    /// The scan may not go on.
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The scan lost its right to go on.", null, false, false);
        }
    }

    /// @return fails with a [io.seltzer.source.SourceFailure] when the data source is not there or breaks away, and with
    ///     the sink's failure
    public Future<Report> run(Request request, BatchSink sink) {
        MonitoringOrder order = request.order();
        int monitors = order.datasets().stream()
                .mapToInt(dataset -> dataset.dataset().monitors().size())
                .sum();
        log.say(new ScanEvent.MonitoringStarted(order.datasets().size(), monitors));
        SessionOptions options = new SessionOptions(
                request.limit(),
                request.parallel(),
                failure -> log.say(new ScanEvent.Retried(failure)),
                RandomGenerator.getDefault());
        DataSourceFile source = request.source();
        BatchSink fenced = batch -> request.fence().isOpen() ? sink.take(batch) : Future.failedFuture(new Stopped());
        return SourceSession.open(vertx, source, options).compose(session -> {
            request.stop().onSuccess(_ -> session.cancel());
            log.say(new ScanEvent.Connected(source.name(), source.connection().type(), watch.millis()));
            return new MonitoringRun(session, log, watch, request.scanTime(), fenced)
                    .run(order.datasets())
                    .onSuccess(report -> log.say(new ScanEvent.MonitoringFinished(
                            report.datasets(), report.values(), report.gaps(), watch.millis())))
                    .eventually(session::close);
        });
    }
}
