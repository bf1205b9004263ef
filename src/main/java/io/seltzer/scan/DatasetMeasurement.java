package io.seltzer.scan;

import io.seltzer.plan.Gap;
import io.seltzer.plan.MonitorPlan;
import io.seltzer.plan.MonitorPoint;
import io.seltzer.plan.MonitorQuery;
import io.seltzer.plan.MonitorRow;
import io.seltzer.plan.MonitorStatement;
import io.seltzer.plan.Reading;
import io.seltzer.source.SourceFailure;
import io.seltzer.source.SourceSession;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs the queries of one dataset's plan. One that fails costs only the monitors that cannot be measured without it. Used
/// from one Vert.x context.
final class DatasetMeasurement {
    private final SourceSession session;
    private final ScanLog log;
    private final String dataset;
    /// What partitions have in common is told once.
    private final Set<String> told = new HashSet<>();

    /// @param dataset qualified name, for the log
    DatasetMeasurement(SourceSession session, ScanLog log, String dataset) {
        this.session = session;
        this.log = log;
        this.dataset = dataset;
    }

    /// @return fails with a [SourceFailure] when the connection breaks
    Future<List<MonitorPoint>> run(MonitorPlan plan) {
        List<Future<List<MonitorPoint>>> all = new ArrayList<>();
        plan.queries().forEach(query -> all.add(aggregation(query)));
        plan.statements().forEach(statement -> all.add(single(statement).map(List::of)));
        return Future.all(all).map(_ -> {
            List<MonitorPoint> points = new ArrayList<>(plan.known());
            all.forEach(done -> points.addAll(done.result()));
            return points;
        });
    }

    private Future<List<MonitorPoint>> aggregation(MonitorQuery query) {
        return session.query(query.sql())
                .map(rows -> query.points(rows(query, rows)))
                .recover(failure -> {
                    SourceFailure source = ofStatement(failure);
                    if (source == null) {
                        return Future.failedFuture(failure);
                    }
                    List<MonitorQuery> halves = query.split();
                    if (halves.isEmpty() || GapOfFailure.of(source) == Gap.TABLE_MISSING) {
                        query.values().forEach(value -> say(value.monitor().name(), source));
                        return Future.succeededFuture(query.gaps(GapOfFailure.of(source)));
                    }
                    log.say(new ScanEvent.Halved(query.values().size(), source));
                    return aggregation(halves.getFirst()).compose(first -> aggregation(halves.getLast()).map(second -> {
                        List<MonitorPoint> both = new ArrayList<>(first);
                        both.addAll(second);
                        return both;
                    }));
                });
    }

    private static List<MonitorRow> rows(MonitorQuery query, RowSet<Row> rows) {
        int bucketAt = query.buckets().expression().isPresent() ? 0 : -1;
        int labelAt = query.label().isPresent() ? bucketAt + 1 : -1;
        int first = Math.max(bucketAt, labelAt) + 1;
        List<MonitorRow> read = new ArrayList<>();
        for (Row row : rows) {
            List<@Nullable Double> cells = new ArrayList<>();
            for (int i = first; i < row.size(); i++) {
                cells.add(MonitorCell.of(row.getValue(i)));
            }
            read.add(new MonitorRow(
                    bucketAt < 0 ? 0 : ((Number) row.getValue(bucketAt)).intValue(),
                    labelAt < 0 ? Optional.empty() : Optional.of(row.getString(labelAt)),
                    cells));
        }
        return read;
    }

    private Future<MonitorPoint> single(MonitorStatement statement) {
        return session.query(statement.sql())
                .map(rows -> statement.point(reading(statement, rows)))
                .recover(failure -> {
                    SourceFailure source = ofStatement(failure);
                    if (source == null) {
                        return Future.failedFuture(failure);
                    }
                    say(statement.monitor().name(), source);
                    return Future.succeededFuture(statement.point(Reading.none(
                            GapOfFailure.of(source) == Gap.DENIED ? Gap.DENIED : Gap.QUERY_FAILED)));
                });
    }

    private Reading reading(MonitorStatement statement, RowSet<Row> rows) {
        if (rows.size() > 1 || rows.columnsNames().size() > 1) {
            say(new ScanEvent.ManyCells(
                    what(statement.monitor().name()), rows.size() > 1, rows.columnsNames().size()));
        }
        Object cell = rows.size() == 0 ? null : rows.iterator().next().getValue(0);
        if (cell == null) {
            return Reading.none(Gap.EMPTY);
        }
        return NumberReading.of(cell)
                .map(number -> Reading.of(number.doubleValue()))
                .orElseGet(() -> {
                    Double number = cell instanceof Number || cell instanceof CharSequence ? MonitorCell.of(cell) : null;
                    return number == null ? Reading.none(Gap.NOT_A_NUMBER) : Reading.of(number);
                });
    }

    /// Null when the connection is gone, or the scan shall end.
    private static @Nullable SourceFailure ofStatement(Throwable failure) {
        return failure instanceof SourceFailure source && (source.isOfStatement() || source.isOfLock()) ? source : null;
    }

    private void say(String monitor, SourceFailure failure) {
        say(new ScanEvent.NotMeasured(what(monitor), failure));
    }

    private void say(ScanEvent event) {
        if (told.add(event.sentence())) {
            log.say(event);
        }
    }

    private String what(String monitor) {
        return monitor + " of " + dataset;
    }
}
