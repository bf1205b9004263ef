package io.seltzer.detection;

import io.seltzer.anomaly.Mark;
import io.seltzer.monitor.Cadence;
import io.seltzer.protocol.monitoring.SeriesAnswer.Point;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.BitmapBackedSelection;
import tech.tablesaw.selection.Selection;

/// A history as a table with the calendar of its series, in order of time. Loading the table library takes a second, so
/// only what must be built from a history comes here.
final class HistoryFrame {
    private static final String TIME = "time";
    private static final String VALUE = "value";
    private static final String MARK = "mark";
    private static final String SENSITIVITY = "sensitivity";
    private static final String SLOT = "slot";

    private final Table table;

    private HistoryFrame(Table table) {
        this.table = table;
    }

    static HistoryFrame of(List<Point> points, Cadence cadence, ZoneId zone) {
        LongColumn times = LongColumn.create(TIME, points.stream().mapToLong(point -> micros(point.time())));
        LongColumn slots = LongColumn.create(
                SLOT, points.stream().mapToLong(point -> micros(cadence.at(point.time(), zone).start())));
        DoubleColumn values = DoubleColumn.create(
                VALUE, points.stream().mapToDouble(point -> point.value() == null ? Double.NaN : point.value()));
        StringColumn marks = StringColumn.create(MARK, points.stream().map(point -> mark(point).name()));
        DoubleColumn sensitivities =
                DoubleColumn.create(SENSITIVITY, points.stream().mapToDouble(Point::sensitivity));
        return new HistoryFrame(Table.create("history", times, slots, values, marks, sensitivities).sortOn(TIME))
                .onCadence();
    }

    /// A history that was measured more often than now has the last point of each slot; one that was not stays as it is,
    /// so that what an extra scan taught a detector is taught again.
    private HistoryFrame onCadence() {
        LongColumn slots = table.longColumn(SLOT);
        int rows = table.rowCount();
        int[] last = IntStream.range(0, rows)
                .filter(row -> row == rows - 1 || slots.getLong(row) != slots.getLong(row + 1))
                .toArray();
        Selection kept = new BitmapBackedSelection(last);
        return rows < 2 * last.length ? this : new HistoryFrame(table.where(kept));
    }

    int size() {
        return table.rowCount();
    }

    Instant time(int row) {
        return Instant.EPOCH.plus(table.longColumn(TIME).getLong(row), ChronoUnit.MICROS);
    }

    /// NaN for a gap.
    double value(int row) {
        return table.doubleColumn(VALUE).getDouble(row);
    }

    Mark mark(int row) {
        return Mark.valueOf(table.stringColumn(MARK).get(row));
    }

    double sensitivity(int row) {
        return table.doubleColumn(SENSITIVITY).getDouble(row);
    }

    private static Mark mark(Point point) {
        return switch (point.mark()) {
            case null -> Mark.NONE;
            case expected -> Mark.EXPECTED;
            case anomaly -> Mark.ANOMALY;
            case excluded -> Mark.EXCLUDED;
        };
    }

    /// As exact as the metric store.
    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
