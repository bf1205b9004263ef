package io.seltzer.scan;

import io.seltzer.contract.DatasetName;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.plan.Gap;
import io.seltzer.plan.MonitorPlan;
import io.seltzer.plan.MonitorPlanner;
import io.seltzer.plan.MonitorPoint;
import io.seltzer.plan.Reading;
import io.seltzer.protocol.monitoring.MonitoringOrder.DatasetOrder;
import io.seltzer.scan.TableSchemas.Table;
import io.seltzer.source.SourceFailure;
import io.seltzer.source.SourceSession;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One pass over all datasets of an order: some at a time, and no further ones while the sink is behind. Used from one
/// Vert.x context.
final class MonitoringRun {
    /// More than there are connections, so that none of those waits for us.
    private static final int AT_ONCE = 8;
    /// Whose schemas are read together.
    private static final int CHUNK = 200;

    private final SourceSession session;
    private final ScanLog log;
    private final StopWatch watch;
    private final Instant scanTime;
    private final MeasurementStream stream;

    private final Deque<DatasetOrder> unknown = new ArrayDeque<>();
    private final Deque<Ready> ready = new ArrayDeque<>();
    private final Promise<MonitoringScan.Report> result = Promise.promise();
    private boolean reading;
    private int running;
    private int datasets;
    private long values;
    private long gaps;

    /// @param table empty when there is none
    private record Ready(DatasetOrder order, DatasetName name, Optional<Table> table) {}

    MonitoringRun(SourceSession session, ScanLog log, StopWatch watch, Instant scanTime, BatchSink sink) {
        this.session = session;
        this.log = log;
        this.watch = watch;
        this.scanTime = scanTime;
        this.stream = new MeasurementStream(sink, this::goOn);
    }

    Future<MonitoringScan.Report> run(List<DatasetOrder> orders) {
        unknown.addAll(orders);
        stream.result().onFailure(result::tryFail);
        goOn();
        return result.future();
    }

    private void goOn() {
        if (result.future().isComplete()) {
            return;
        }
        while (running < AT_ONCE && !ready.isEmpty() && stream.hasRoom()) {
            measure(ready.remove());
        }
        if (ready.isEmpty() && !unknown.isEmpty() && !reading) {
            readSchemas();
        } else if (ready.isEmpty() && unknown.isEmpty() && !reading && running == 0) {
            stream.end().onSuccess(_ -> result.tryComplete(new MonitoringScan.Report(datasets, values, gaps)));
        }
    }

    private void readSchemas() {
        List<DatasetOrder> orders = new ArrayList<>();
        List<DatasetName> names = new ArrayList<>();
        while (!unknown.isEmpty() && names.size() < CHUNK) {
            DatasetOrder order = unknown.remove();
            DatasetName.parse(order.dataset().dataset())
                    .ifPresentOrElse(
                            name -> {
                                orders.add(order);
                                names.add(name);
                            },
                            () -> done(order, gaps(order, Gap.TABLE_MISSING), Optional.empty(), watch.millis()));
        }
        if (names.isEmpty()) {
            goOn();
            return;
        }
        reading = true;
        new TableSchemas(session).read(names).onComplete(read -> {
            reading = false;
            if (read.succeeded()) {
                for (int i = 0; i < names.size(); i++) {
                    ready.add(new Ready(orders.get(i), names.get(i), read.result().get(i)));
                }
                goOn();
            } else if (read.cause() instanceof SourceFailure failure && failure.isOfStatement()) {
                log.say(new ScanEvent.NotMeasured("the schemas of " + Count.of(names.size(), "dataset"), failure));
                orders.forEach(order ->
                        done(order, gaps(order, GapOfFailure.of(failure)), Optional.empty(), watch.millis()));
                goOn();
            } else {
                result.tryFail(read.cause());
            }
        });
    }

    private void measure(Ready dataset) {
        running++;
        long started = watch.millis();
        Future.succeededFuture().compose(_ -> points(dataset)).onComplete(measured -> {
            running--;
            if (measured.failed()) {
                result.tryFail(measured.cause());
            } else if (!result.future().isComplete()) {
                done(dataset.order(), measured.result(), dataset.table(), started);
                goOn();
            }
        });
    }

    private Future<List<MonitorPoint>> points(Ready dataset) {
        MonitoredDataset monitored = dataset.order().dataset();
        if (dataset.table().isEmpty()) {
            log.say(new ScanEvent.NoTable(monitored.dataset()));
            return Future.succeededFuture(gaps(dataset.order(), Gap.TABLE_MISSING));
        }
        Table table = dataset.table().get();
        MonitorPlan plan = MonitorPlanner.plan(
                monitored, dataset.order().partitions(), dataset.name(), table.notes(), session.dialect(), scanTime);
        plan = table.readable() ? plan : plan.denied();
        tell(monitored, plan);
        Future<List<MonitorPoint>> points = new DatasetMeasurement(session, log, monitored.dataset()).run(plan);
        return dataset.order().partitions().size() > 1 ? points.map(FirstData::onwards) : points;
    }

    private void tell(MonitoredDataset monitored, MonitorPlan plan) {
        Set<ScanEvent> told = new HashSet<>();
        for (MonitorPoint point : plan.known()) {
            if (point.reading() instanceof Reading.None(Gap gap)) {
                ScanEvent event = new ScanEvent.NoValue(monitored.dataset(), point.monitor().name(), gap);
                if (told.add(event)) {
                    log.say(event);
                }
            }
        }
    }

    private List<MonitorPoint> gaps(DatasetOrder order, Gap gap) {
        return MonitorPlanner.gaps(order.dataset(), order.partitions(), scanTime, gap);
    }

    private void done(DatasetOrder order, List<MonitorPoint> points, Optional<Table> table, long started) {
        MonitoredDataset monitored = order.dataset();
        DatasetPoints measured = new DatasetPoints(
                monitored, points, MonitorPlanner.wantsSchema(monitored) ? table.map(Table::schema) : Optional.empty(), scanTime);
        long missing = measured.gaps();
        datasets++;
        values += points.size() - missing;
        gaps += missing;
        log.say(new ScanEvent.DatasetMeasured(
                monitored.dataset(), points.size() - missing, missing, watch.millis() - started));
        stream.add(measured);
    }
}
