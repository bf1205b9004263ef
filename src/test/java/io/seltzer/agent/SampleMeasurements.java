package io.seltzer.agent;

import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.protocol.monitoring.Measurement;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.monitoring.MeasurementBatch.DatasetMeasurements;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.monitoring.SeriesAnswer.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One series, of the number of orders of a day.
final class SampleMeasurements {
    static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final String DATASET = "shop/orders";
    private static final Monitor MONITOR = new Monitor(
            new UUID(0, 7), "Orders of a day", MonitorMetric.PARTITION_ROW_COUNT, null, null, null, Detection.DEFAULT);

    private SampleMeasurements() {}

    static MeasurementBatch batch(double value) {
        return new MeasurementBatch(
                0,
                List.of(new DatasetMeasurements(
                        DATASET, List.of(new Measurement(MONITOR.id(), null, DAY, value, null)), null)));
    }

    /// The same number for each of so many groups.
    static MeasurementBatch groups(double value, int number) {
        return new MeasurementBatch(
                0,
                List.of(new DatasetMeasurements(
                        DATASET,
                        IntStream.range(0, number)
                                .mapToObj(group -> new Measurement(MONITOR.id(), "group " + group, DAY, value, null))
                                .toList(),
                        List.of())));
    }

    /// A series that is new.
    static Memory nothing() {
        return newGroup(null);
    }

    static Memory newGroup(@Nullable String group) {
        return new Memory(MONITOR, group, DATASET, Cadence.DAILY, ZoneId.of("UTC"), 4, null, List.of(), null, null);
    }

    /// A series that cannot be decided on by its state.
    static Memory spoilt() {
        return memory(new byte[] {1, 2, 3}, null);
    }

    static Memory of(byte[] state) {
        return memory(state, null);
    }

    /// Four weeks before the day that is measured.
    static Memory fourWeeks() {
        return memory(
                null,
                IntStream.range(0, 28)
                        .mapToObj(day -> new Point(DAY.minus(Duration.ofDays(28L - day)), 1_000.0 + day % 5, null, null, 3))
                        .toList());
    }

    private static Memory memory(byte @Nullable [] state, @Nullable List<Point> history) {
        return new Memory(MONITOR, null, DATASET, Cadence.DAILY, ZoneId.of("UTC"), 4, state, history, null, null);
    }
}
