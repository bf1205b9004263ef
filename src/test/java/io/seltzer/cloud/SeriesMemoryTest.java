package io.seltzer.cloud;

import static io.seltzer.cloud.SampleDecisions.state;
import static io.seltzer.cloud.SampleDecisions.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.SampleDecisions.Point;
import io.seltzer.monitor.Cadence;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.monitoring.SeriesAnswer;
import io.seltzer.protocol.monitoring.SeriesAnswer.Mark;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.monitoring.SeriesQuery.Wanted;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an agent is told of a series before it decides.
class SeriesMemoryTest {
    private static final String FIRST = "2026-05-01T00:00:00Z";
    private static final String SECOND = "2026-05-02T00:00:00Z";
    private static final String THIRD = "2026-05-03T00:00:00Z";
    private static RunningControlPlane control;

    private TestMonitoring monitoring;
    private UUID count;

    @BeforeAll
    static void start() throws Exception {
        control = RunningControlPlane.start();
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    @BeforeEach
    void aMonitor() throws Exception {
        control.clock().advance(Duration.ofSeconds(1));
        monitoring = TestMonitoring.daily(control);
        count = monitoring.columnMonitor("count");
    }

    /// One scan that measured two points, and learnt them.
    private void twoPoints() {
        Grant grant = monitoring.measure();
        monitoring.decided(
                grant,
                List.of(state(count, 0, SECOND, "of two")),
                Point.of(count, SECOND, 12, Verdict.anomaly),
                Point.of(count, FIRST, 10, Verdict.expected));
        monitoring.end(grant);
        control.clock().advance(Duration.ofSeconds(1));
    }

    private static List<Double> values(Memory memory) {
        return Objects.requireNonNull(memory.history()).stream()
                .map(SeriesAnswer.Point::value)
                .toList();
    }

    @Test
    void a_new_series_has_an_empty_history() {
        Grant grant = monitoring.measure();

        Memory memory = monitoring.memory(grant, count, FIRST);

        assertThat(memory.generation()).isZero();
        assertThat(memory.state()).isNull();
        assertThat(memory.history()).isEmpty();
        assertThat(memory.monitor().id()).isEqualTo(count);
        assertThat(memory.dataset()).isEqualTo(TestOrganisation.DATASET);
        assertThat(memory.cadence()).isEqualTo(Cadence.DAILY);
        assertThat(memory.timeZone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(memory.previous()).isNull();
        assertThat(memory.knownSchema()).isNull();
    }

    @Test
    void a_state_is_enough_for_what_comes_after_it() {
        twoPoints();

        Memory memory = monitoring.memory(monitoring.measure(), count, THIRD);

        assertThat(text(memory.state())).isEqualTo("of two");
        assertThat(memory.history()).isNull();
        assertThat(memory.generation()).isEqualTo(1);
    }

    @Test
    void what_the_state_has_learnt_already_takes_the_whole_history() {
        twoPoints();

        Memory memory = monitoring.memory(monitoring.measure(), count, SECOND);

        assertThat(memory.state()).isNull();
        assertThat(values(memory)).containsExactly(10.0, 12.0);
        assertThat(Objects.requireNonNull(memory.history()).getFirst().sensitivity()).isEqualTo(3);
    }

    @Test
    void an_agent_that_cannot_read_the_state_gets_the_history() {
        twoPoints();

        Memory memory = monitoring
                .memories(monitoring.measure(), new Wanted(count, null, Instant.parse(THIRD), true))
                .getFirst();

        assertThat(memory.state()).isNull();
        assertThat(values(memory)).containsExactly(10.0, 12.0);
    }

    @Test
    void feedback_makes_the_next_scan_learn_anew() {
        // Given
        twoPoints();

        // When
        monitoring.feedback(count, "expected", SECOND);

        // Then
        Grant grant = monitoring.measure();
        Memory memory = monitoring.memory(grant, count, THIRD);
        assertThat(memory.state()).isNull();
        assertThat(memory.generation()).isEqualTo(2);
        assertThat(Objects.requireNonNull(memory.history()))
                .extracting(SeriesAnswer.Point::mark)
                .containsExactly(null, Mark.expected);

        // When it is taken back
        monitoring.feedback(count, "none", SECOND);

        // Then
        assertThat(Objects.requireNonNull(monitoring.memory(grant, count, THIRD).history()))
                .extracting(SeriesAnswer.Point::mark)
                .containsOnlyNulls();
    }

    @Test
    void gaps_infinite_values_and_exclusions_are_in_the_history() {
        // Given
        Grant first = monitoring.measure();
        monitoring.decided(
                first,
                List.of(),
                Point.of(count, FIRST, 1, Verdict.expected).gap("empty"),
                Point.of(count, SECOND, Double.POSITIVE_INFINITY, Verdict.anomaly),
                Point.of(count, THIRD, 5, Verdict.unknown).because("excluded"));
        monitoring.end(first);

        // When
        Memory memory = monitoring.memory(monitoring.measure(), count, "2026-05-04T00:00:00Z");

        // Then
        assertThat(values(memory)).containsExactly(null, Double.POSITIVE_INFINITY, 5.0);
        assertThat(Objects.requireNonNull(memory.history()).getLast().mark()).isEqualTo(Mark.excluded);
    }

    @Test
    void each_group_is_a_series() {
        // Given
        Grant first = monitoring.measure();
        monitoring.decided(
                first,
                List.of(),
                Point.of(count, FIRST, 1, Verdict.expected).ofGroup("a"),
                Point.of(count, FIRST, 2, Verdict.expected).ofGroup("b"));
        monitoring.end(first);

        // When
        List<Memory> memories = monitoring.memories(
                monitoring.measure(),
                new Wanted(count, "b", Instant.parse(SECOND), false),
                new Wanted(UUID.randomUUID(), null, Instant.parse(SECOND), false),
                new Wanted(count, "a", Instant.parse(SECOND), false));

        // Then
        assertThat(memories).extracting(Memory::group).containsExactly("b", "a");
        assertThat(memories).extracting(memory -> values(memory)).containsExactly(List.of(2.0), List.of(1.0));
    }

    @Test
    void a_change_is_told_the_raw_value_before_the_first_measured_time() {
        // Given
        UUID change = monitoring.datasetMonitor("total_row_count_change");
        Grant first = monitoring.measure();
        monitoring.decided(
                first,
                List.of(),
                Point.of(change, FIRST, 5, Verdict.expected).withRaw(100),
                Point.of(change, SECOND, 7, Verdict.expected).withRaw(107),
                Point.of(change, THIRD, 0, Verdict.expected).gap("denied"));
        monitoring.end(first);

        // When
        Grant grant = monitoring.measure();

        // Then
        assertThat(monitoring.memory(grant, change, "2026-05-04T00:00:00Z").previous()).isEqualTo(107.0);
        assertThat(monitoring.memory(grant, change, SECOND).previous()).isEqualTo(100.0);
        assertThat(monitoring.memory(grant, change, FIRST).previous()).isNull();
        assertThat(monitoring.memory(grant, count, THIRD).previous()).isNull();
    }

    @Test
    void schema_changes_are_told_the_columns_that_an_earlier_scan_saw() {
        // Given
        UUID changes = monitoring.datasetMonitor("schema_changes");
        List<ColumnMetadata> one = List.of(new ColumnMetadata("id", "bigint"));
        List<ColumnMetadata> two = List.of(new ColumnMetadata("id", "bigint"), new ColumnMetadata("x", null));

        // When the first scan saw one column
        Grant first = monitoring.measure();
        assertThat(monitoring.memory(first, changes, FIRST).knownSchema()).isNull();
        saw(first, one);
        saw(first, one);
        assertThat(monitoring.memory(first, changes, FIRST).knownSchema()).isNull();
        monitoring.end(first);
        control.clock().advance(Duration.ofSeconds(1));

        // And the second scan two, before and after its own batch came again
        Grant second = monitoring.measure();
        assertThat(monitoring.memory(second, changes, FIRST).knownSchema()).isEqualTo(one);
        saw(second, two);
        saw(second, two);
        assertThat(monitoring.memory(second, changes, FIRST).knownSchema()).isEqualTo(one);
        monitoring.end(second);

        // Then
        Grant third = monitoring.measure();
        assertThat(monitoring.memory(third, changes, FIRST).knownSchema()).isEqualTo(two);
        assertThat(monitoring.memory(third, count, FIRST).knownSchema()).isNull();
    }

    private void saw(Grant grant, List<ColumnMetadata> columns) {
        List<DatasetMetadata> schemas = List.of(new DatasetMetadata(TestOrganisation.DATASET, columns));
        TestHttp.Answer answer = monitoring.agent().decided(
                grant.lease(), SampleDecisions.of(grant.instruction().scanId(), List.of(), schemas), List.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void other_partitions_begin_another_series_and_keep_what_the_catalog_said() {
        // Given
        UUID rows = monitoring.datasetMonitor("total_row_count");
        Grant first = monitoring.measure();
        monitoring.decided(
                first,
                List.of(state(count, 0, FIRST, "old"), state(rows, 0, FIRST, "rows")),
                Point.of(count, FIRST, 1, Verdict.expected),
                Point.of(rows, FIRST, 2, Verdict.expected));
        monitoring.end(first);
        control.clock().advance(Duration.ofSeconds(1));

        // When
        monitoring.set(Map.of("partitionColumn", "updated_at"));

        // Then
        Grant grant = monitoring.measure();
        assertThat(monitoring.memory(grant, count, SECOND).history()).isEmpty();
        assertThat(values(monitoring.memory(grant, rows, SECOND))).containsExactly(2.0);
        monitoring.end(grant);
        control.clock().advance(Duration.ofSeconds(1));

        // When
        monitoring.set(Map.of("cadence", "hourly"));

        // Then
        Grant hourly = monitoring.measure();
        assertThat(monitoring.memory(hourly, count, SECOND).history()).isEmpty();
        assertThat(monitoring.memory(hourly, rows, SECOND).history()).isEmpty();
    }

    @Test
    void sensitivity_and_the_like_leave_the_state_as_it_is_and_another_column_does_not() {
        // Given
        twoPoints();
        String path = "/columnMetricMonitors/" + count;

        // When
        monitoring.post(path, Map.of("name", "Emails", "detection", Map.of("sensitivity", 2.4, "side", "above")));

        // Then
        Grant grant = monitoring.measure();
        Memory memory = monitoring.memory(grant, count, THIRD);
        assertThat(text(memory.state())).isEqualTo("of two");
        assertThat(memory.monitor().detection().sensitivity()).isEqualTo(2.4);
        monitoring.end(grant);

        // When
        control.clock().advance(Duration.ofSeconds(1));
        monitoring.post(path, Map.of("column", "phone"));

        // Then
        assertThat(monitoring.memory(monitoring.measure(), count, THIRD).history()).isEmpty();
    }

    @Test
    void a_history_has_at_most_its_newest_ten_thousand_points() {
        // Given
        Grant first = monitoring.measure();
        List<Point> points = new ArrayList<>();
        Instant begin = Instant.parse("2025-01-01T00:00:00Z");
        for (int hour = 0; hour < 10_005; hour++) {
            points.add(Point.of(count, begin.plus(Duration.ofHours(hour)).toString(), hour, Verdict.expected));
        }
        monitoring.decided(first, List.of(), points.toArray(Point[]::new));
        monitoring.end(first);

        // When
        List<Double> values = values(monitoring.memory(monitoring.measure(), count, "2026-05-04T00:00:00Z"));

        // Then
        assertThat(values).hasSize(10_000).startsWith(5.0).endsWith(10_004.0);
    }

    @Test
    void a_deleted_monitor_and_one_of_another_scan_are_left_out() {
        // Given
        TestMonitoring other = monitoring.beside("shopdb/prod/public/customers");
        other.set(Map.of("cadence", "daily"));
        UUID elsewhere = other.columnMonitor("count");
        UUID deleted = monitoring.columnMonitor("sum");
        monitoring.organisation().http().rest(
                "DELETE", "/datasets/" + monitoring.dataset() + "/columnMetricMonitors/" + deleted);
        Grant grant = monitoring.measure();

        // When
        List<Memory> memories = monitoring.memories(
                grant,
                new Wanted(elsewhere, null, Instant.parse(FIRST), false),
                new Wanted(deleted, null, Instant.parse(FIRST), false),
                new Wanted(count, null, Instant.parse(FIRST), false));

        // Then
        assertThat(memories).extracting(memory -> memory.monitor().id()).containsExactly(count);
    }

    @Test
    void who_lost_the_lease_is_told_nothing() {
        Grant grant = monitoring.measure();
        monitoring.end(grant);

        TestHttp.Answer answer =
                monitoring.agent().series(grant.lease(), List.of(new Wanted(count, null, Instant.parse(FIRST), false)));

        assertThat(answer.status()).isEqualTo(409);
    }
}
