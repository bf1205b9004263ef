package io.seltzer.scan;

import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.plan.Gap;
import io.seltzer.plan.MonitorPoint;
import io.seltzer.plan.Reading;
import io.seltzer.protocol.monitoring.Measurement;
import io.seltzer.protocol.monitoring.Measurement.Absence;
import io.seltzer.protocol.monitoring.MeasurementBatch.DatasetMeasurements;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was measured of one dataset.
///
/// @param points of its monitors, schema changes apart
/// @param schema empty when nobody asked or it could not be read
record DatasetPoints(
        MonitoredDataset dataset, List<MonitorPoint> points, Optional<List<ColumnMetadata>> schema, Instant scanTime) {

    /// As it goes over the wire: oldest first, and for each time in the order of the monitors.
    List<Measurement> measurements() {
        Stream<Measurement> changes = schema.isEmpty()
                ? Stream.empty()
                : dataset.monitors().stream()
                        .filter(monitor -> monitor.metric() == MonitorMetric.SCHEMA_CHANGES)
                        .map(monitor -> new Measurement(monitor.id(), null, scanTime, null, null));
        return Stream.concat(points.stream().map(DatasetPoints::measurement), changes)
                .sorted(Comparator.comparing(Measurement::dataTime))
                .toList();
    }

    /// In parts of at most so many measurements, except that those of one time stay together.
    List<DatasetMeasurements> parts(int most) {
        List<DatasetMeasurements> parts = new ArrayList<>();
        List<Measurement> open = new ArrayList<>();
        List<Measurement> ofTime = new ArrayList<>();
        for (Measurement measurement : measurements()) {
            if (!ofTime.isEmpty() && !ofTime.getLast().dataTime().equals(measurement.dataTime())) {
                if (!open.isEmpty() && open.size() + ofTime.size() > most) {
                    parts.add(new DatasetMeasurements(dataset.dataset(), open, null));
                    open = new ArrayList<>();
                }
                open.addAll(ofTime);
                ofTime.clear();
            }
            ofTime.add(measurement);
        }
        if (!open.isEmpty() && open.size() + ofTime.size() > most) {
            parts.add(new DatasetMeasurements(dataset.dataset(), open, null));
            open = new ArrayList<>();
        }
        open.addAll(ofTime);
        parts.add(new DatasetMeasurements(dataset.dataset(), open, schema.orElse(null)));
        return parts;
    }

    long gaps() {
        return points.stream().filter(point -> point.reading() instanceof Reading.None).count();
    }

    private static Measurement measurement(MonitorPoint point) {
        Monitor monitor = point.monitor();
        return switch (point.reading()) {
            case Reading.Value(double number) ->
                new Measurement(monitor.id(), group(point), point.time().dataTime(), number, null);
            case Reading.None(Gap gap) ->
                new Measurement(monitor.id(), group(point), point.time().dataTime(), null, absence(gap));
        };
    }

    private static @Nullable String group(MonitorPoint point) {
        return Optional.ofNullable(point.monitor().grouping())
                .flatMap(grouping -> point.group().map(value -> grouping.key(point.monitor().id(), value)))
                .orElse(null);
    }

    private static Absence absence(Gap gap) {
        return switch (gap) {
            case EMPTY -> Absence.empty;
            case NOT_A_NUMBER -> Absence.notANumber;
            case NOT_SUPPORTED -> Absence.notSupported;
            case DENIED -> Absence.denied;
            case TABLE_MISSING -> Absence.tableMissing;
            case COLUMN_MISSING -> Absence.columnMissing;
            case PARTITION_COLUMN_UNFIT -> Absence.partitionColumnUnfit;
            case QUERY_FAILED -> Absence.queryFailed;
            case TOO_MANY_GROUPS -> Absence.tooManyGroups;
        };
    }
}
