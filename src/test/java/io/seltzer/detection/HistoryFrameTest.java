package io.seltzer.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.anomaly.Mark;
import io.seltzer.monitor.Cadence;
import io.seltzer.protocol.monitoring.SeriesAnswer;
import io.seltzer.protocol.monitoring.SeriesAnswer.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryFrameTest {
    private static final Instant MONDAY = Instant.parse("2026-03-23T00:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void points_are_in_order_of_time_with_what_is_known_of_them() {
        // Given
        List<Point> points = List.of(
                point(MONDAY.plus(Duration.ofDays(2)), 12.5, SeriesAnswer.Mark.expected),
                point(MONDAY, 10.0, null),
                point(MONDAY.plus(Duration.ofDays(1)), null, SeriesAnswer.Mark.excluded));

        // When
        HistoryFrame frame = HistoryFrame.of(points, Cadence.DAILY, UTC);

        // Then
        assertThat(IntStream.range(0, frame.size()).mapToObj(frame::time))
                .containsExactly(MONDAY, MONDAY.plus(Duration.ofDays(1)), MONDAY.plus(Duration.ofDays(2)));
        assertThat(IntStream.range(0, 3).mapToObj(frame::value)).containsExactly(10.0, Double.NaN, 12.5);
        assertThat(IntStream.range(0, 3).mapToObj(frame::mark))
                .containsExactly(Mark.NONE, Mark.EXCLUDED, Mark.EXPECTED);
        assertThat(frame.sensitivity(0)).isEqualTo(3);
    }

    @Test
    void an_hourly_history_of_what_is_daily_now_has_the_last_point_of_each_day_in_its_time_zone() {
        // Given three days of hours, the clocks going forward on the last of them
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant friday = Instant.parse("2026-03-26T23:00:00Z");
        List<Point> points = IntStream.range(0, 71)
                .mapToObj(hour -> point(friday.plus(Duration.ofHours(hour)), (double) hour, null))
                .toList();

        // When
        HistoryFrame frame = HistoryFrame.of(points, Cadence.DAILY, berlin);

        // Then
        assertThat(IntStream.range(0, frame.size()).mapToObj(frame::value)).containsExactly(23.0, 47.0, 70.0);
    }

    @Test
    void an_extra_scan_stays_a_point_of_its_own() {
        List<Point> points = List.of(
                point(MONDAY, 1.0, null),
                point(MONDAY.plus(Duration.ofHours(3)), 2.0, null),
                point(MONDAY.plus(Duration.ofDays(1)), 3.0, null));

        assertThat(HistoryFrame.of(points, Cadence.DAILY, UTC).size()).isEqualTo(3);
    }

    private static Point point(Instant time, @Nullable Double value, SeriesAnswer.@Nullable Mark mark) {
        return new Point(time, value, null, mark, 3);
    }
}
