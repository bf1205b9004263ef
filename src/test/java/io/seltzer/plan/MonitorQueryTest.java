package io.seltzer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MonitorQueryTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final Monitor ROWS = SampleMonitors.of(MonitorMetric.PARTITION_ROW_COUNT);
    private static final Monitor GROUPED = SampleMonitors.grouped(
            MonitorMetric.PARTITION_ROW_COUNT, null, new Grouping("g", List.of(), true));

    private static MeasuredTime day(int number) {
        return new MeasuredTime(DAY.plusSeconds(86_400L * number), DAY.plusSeconds(86_400L * (number + 1)));
    }

    private static MonitorQuery query(Monitor monitor, Formula formula, boolean running, boolean grouped) {
        return new MonitorQuery(
                List.of(new MonitorValue(monitor, formula)),
                "FROM t",
                new Buckets(
                        Optional.of("b"), List.of(Optional.of(day(0)), Optional.empty(), Optional.of(day(2)), Optional.of(day(3))),
                        running),
                grouped ? Optional.of("g") : Optional.empty());
    }

    private static MonitorRow row(int bucket, @Nullable String label, @Nullable Double... cells) {
        return new MonitorRow(bucket, Optional.ofNullable(label), Arrays.asList(cells));
    }

    private static List<String> told(List<MonitorPoint> points) {
        return points.stream()
                .map(point -> point.time().dataTime().toString().substring(8, 10) + point.group().map(g -> " " + g).orElse("")
                        + switch (point.reading()) {
                            case Reading.Value(double number) -> " " + number;
                            case Reading.None(Gap gap) -> " " + gap;
                        })
                .toList();
    }

    @Test
    void a_time_without_rows_has_a_count_of_zero_and_rows_between_times_count_for_none() {
        MonitorQuery query = query(ROWS, new Formula.Tally("COUNT(*)"), false, false);

        assertThat(told(query.points(List.of(row(3, null, 7.0), row(1, null, 5.0), row(0, null, 2.0)))))
                .containsExactly("01 2.0", "03 0.0", "04 7.0");
    }

    @Test
    void the_newest_of_all_rows_so_far_gets_older_when_none_come() {
        // Given a row at noon of the first day, and one in the time between that counts later
        MonitorQuery query = query(ROWS, new Formula.Age("MAX(at)", Optional.empty()), true, false);
        double noon = DAY.getEpochSecond() + 43_200.0;

        assertThat(told(query.points(List.of(row(0, null, noon))))).containsExactly("01 12.0", "03 60.0", "04 84.0");
        assertThat(told(query.points(List.of(row(1, null, noon + 86_400))))).containsExactly("01 EMPTY", "03 36.0", "04 60.0");
    }

    @Test
    void a_group_is_told_of_only_where_it_has_rows_or_had_some() {
        MonitorQuery counts = query(GROUPED, new Formula.Tally("COUNT(*)"), false, true);
        MonitorQuery ages = query(GROUPED, new Formula.Age("MAX(at)", Optional.empty()), true, true);

        assertThat(told(counts.points(List.of(row(0, "a", 1.0), row(2, "b", 2.0))))).containsExactly("01 a 1.0", "03 b 2.0");
        assertThat(told(ages.points(List.of(row(2, "b", (double) DAY.getEpochSecond())))))
                .containsExactly("03 b 72.0", "04 b 96.0");
    }

    @Test
    void more_groups_than_a_hundred_are_a_gap_for_each_time() {
        MonitorQuery query = query(GROUPED, new Formula.Tally("COUNT(*)"), false, true);
        List<MonitorRow> rows =
                IntStream.range(0, 101).mapToObj(i -> row(0, "g" + i, 1.0)).toList();

        assertThat(query.points(rows.subList(0, 100))).hasSize(100);
        assertThat(told(query.points(rows)))
                .containsExactly("01 TOO_MANY_GROUPS", "03 TOO_MANY_GROUPS", "04 TOO_MANY_GROUPS");
    }

    @Test
    void ages_are_hours_of_the_zones_wall_clock_and_never_negative() {
        Formula berlin = new Formula.Age("", Optional.of(ZoneId.of("Europe/Berlin")));

        // Midnight in Berlin is 23 o'clock UTC of the day before.
        assertThat(berlin.reading(List.of((double) DAY.getEpochSecond()), DAY)).isEqualTo(Reading.of(1));
        assertThat(berlin.reading(List.of(DAY.getEpochSecond() + 7_200.0), DAY)).isEqualTo(Reading.of(0));
        assertThat(berlin.reading(List.of(Double.POSITIVE_INFINITY), DAY)).isEqualTo(Reading.none(Gap.NOT_A_NUMBER));
        assertThat(berlin.reading(List.of(Double.NaN), DAY)).isEqualTo(Reading.none(Gap.NOT_A_NUMBER));
    }

    @Test
    void a_query_that_fails_is_tried_in_halves_until_one_value_is_left() {
        MonitorQuery query = new MonitorQuery(
                IntStream.range(0, 3)
                        .mapToObj(i -> new MonitorValue(ROWS, new Formula.Tally("t" + i)))
                        .toList(),
                "FROM t", Buckets.single(day(0)), Optional.empty());

        assertThat(query.split()).extracting(half -> half.terms()).containsExactly(List.of("t0"), List.of("t1", "t2"));
        assertThat(query.split().getFirst().split()).isEmpty();
    }
}
