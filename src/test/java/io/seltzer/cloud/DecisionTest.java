package io.seltzer.cloud;

import static io.seltzer.cloud.SampleDecisions.state;
import static io.seltzer.cloud.SampleDecisions.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.SampleDecisions.Point;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of verdicts that an agent delivers.
class DecisionTest {
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

    private String sql(String query) throws Exception {
        return control.database().asSuperuser(query);
    }

    private Memory seriesNow(Grant grant) {
        return monitoring.memory(grant, count, "2026-05-04T00:00:00Z");
    }

    /// Status and code of an answer to these points.
    private String refusal(Grant grant, Point... points) {
        TestHttp.Answer answer = monitoring.agent().decided(
                grant.lease(), SampleDecisions.of(grant.instruction().scanId(), points), List.of());
        return answer.status() + " " + answer.code();
    }

    @Test
    void keeps_a_point_with_all_that_was_decided() {
        Grant grant = monitoring.measure();

        monitoring.decided(grant, List.of(), Point.of(count, FIRST, 12.5, Verdict.anomaly));

        JsonNode point = monitoring.points(count, "").at("/content/0");
        assertThat(point.path("dataTime").asText()).isEqualTo(FIRST);
        assertThat(point.path("value").asDouble()).isEqualTo(12.5);
        assertThat(point.path("verdict").asText()).isEqualTo("anomaly");
        assertThat(point.path("expected").asDouble()).isEqualTo(10);
        assertThat(point.path("lower").asDouble()).isEqualTo(8);
        assertThat(point.path("upper").asDouble()).isEqualTo(12);
        assertThat(point.path("sensitivity").asDouble()).isEqualTo(3);
        assertThat(point.path("alert").asBoolean()).isTrue();
        assertThat(point.path("backfilled").asBoolean()).isFalse();
        assertThat(point.path("scanId").asText())
                .isEqualTo(grant.instruction().scanId().toString());
        assertThat(point.has("group")).isFalse();
    }

    @Test
    void the_same_batch_again_changes_nothing() throws Exception {
        // Given
        Grant grant = monitoring.measure();
        Point[] points = {
            Point.of(count, FIRST, 10, Verdict.expected),
            Point.of(count, SECOND, 0, Verdict.expected).gap("empty"),
        };
        monitoring.decided(grant, List.of(state(count, 0, SECOND, "learnt")), points);
        String before = sql("select string_agg(m::text, ';' order by data_time) from measurement m where monitor_id = '"
                + count + "'");

        // When
        monitoring.decided(grant, List.of(state(count, 0, SECOND, "learnt")), points);

        // Then
        assertThat(sql("select string_agg(m::text, ';' order by data_time) from measurement m where monitor_id = '"
                        + count + "'"))
                .isEqualTo(before);
        Memory memory = seriesNow(grant);
        assertThat(text(memory.state())).isEqualTo("learnt");
        assertThat(memory.generation()).isEqualTo(1);
    }

    @Test
    void an_agent_that_lost_the_lease_stores_nothing() {
        // Given
        Grant lost = monitoring.measure();
        control.clock().advance(Duration.ofSeconds(61));
        Grant next = monitoring.organisation().agent("cluster").claimOne();
        assertThat(next.lease()).isEqualTo(new Lease(lost.lease().instructionId(), 2));

        // When
        String refusal = refusal(lost, Point.of(count, FIRST, 10, Verdict.expected));

        // Then
        assertThat(refusal).isEqualTo("409 lease_lost");
        assertThat(monitoring.points(count, "").path("totalElements").asInt()).isZero();
    }

    @Test
    void a_state_of_an_old_generation_is_not_kept_but_its_points_are() {
        // Given feedback between question and verdict
        Grant first = monitoring.measure();
        monitoring.decided(first, List.of(state(count, 0, FIRST, "one")), Point.of(count, FIRST, 10, Verdict.expected));
        monitoring.end(first);
        Grant second = monitoring.measure();
        long generation = monitoring.memory(second, count, SECOND).generation();
        monitoring.feedback(count, "anomaly", FIRST);

        // When
        monitoring.decided(
                second,
                List.of(state(count, generation, SECOND, "does not know the feedback")),
                Point.of(count, SECOND, 11, Verdict.expected));

        // Then
        Memory memory = seriesNow(second);
        assertThat(memory.state()).isNull();
        assertThat(memory.history()).hasSize(2);
        assertThat(memory.generation()).isGreaterThan(generation + 1);
    }

    @Test
    void of_two_scans_that_measured_the_same_series_at_once_no_state_survives_that_does_not_know_both() {
        // Given a backfill and a scan, both of which learnt what there was
        Grant scan = monitoring.measure();
        monitoring.post("/metricMonitoring/historicalMetricCollection", Map.of("from", FIRST));
        Grant backfill = monitoring.agent().claim(1, scan.lease()).getFirst();
        long seen = seriesNow(backfill).generation();
        monitoring.decided(scan, List.of(state(count, seen, THIRD, "third")), Point.of(count, THIRD, 1, Verdict.expected));

        // When
        monitoring.decided(
                backfill,
                List.of(state(count, seen, FIRST, "first")),
                Point.of(count, FIRST, 1, Verdict.expected));

        // Then
        Memory memory = seriesNow(scan);
        assertThat(memory.state()).isNull();
        assertThat(memory.history()).hasSize(2);
        assertThat(monitoring.points(count, "?until=" + FIRST).at("/content/0/backfilled").asBoolean())
                .isTrue();
    }

    @Test
    void a_point_that_is_measured_again_is_replaced_and_keeps_what_people_said_of_it() {
        // Given
        Grant first = monitoring.measure();
        monitoring.decided(first, List.of(), Point.of(count, FIRST, 10, Verdict.anomaly));
        monitoring.end(first);
        assertThat(monitoring.feedback(count, "expected", FIRST).status()).isEqualTo(204);
        control.clock().advance(Duration.ofSeconds(1));

        // When
        Grant second = monitoring.measure();
        monitoring.decided(second, List.of(), Point.of(count, FIRST, 14, Verdict.continuing));

        // Then
        JsonNode points = monitoring.points(count, "");
        assertThat(points.path("totalElements").asInt()).isEqualTo(1);
        assertThat(points.at("/content/0/value").asDouble()).isEqualTo(14);
        assertThat(points.at("/content/0/verdict").asText()).isEqualTo("continuing");
        assertThat(points.at("/content/0/mark").asText()).isEqualTo("expected");
        assertThat(points.at("/content/0/markedBy").asText())
                .isEqualTo(monitoring.organisation().http().key().id());
    }

    @Test
    void what_an_older_scan_measured_does_not_replace_what_a_newer_one_did() {
        // Given
        Grant older = monitoring.measure();
        control.clock().advance(Duration.ofSeconds(1));
        monitoring.post("/metricMonitoring/historicalMetricCollection", Map.of("from", FIRST));
        Grant newer = monitoring.agent().claim(1, older.lease()).getFirst();
        monitoring.decided(newer, List.of(), Point.of(count, FIRST, 2, Verdict.expected));

        // When
        monitoring.decided(older, List.of(), Point.of(count, FIRST, 1, Verdict.expected));

        // Then
        assertThat(monitoring.points(count, "").at("/content/0/value").asDouble()).isEqualTo(2);
    }

    @Test
    void what_was_measured_of_partitions_that_are_no_more_is_not_kept() {
        // Given
        Grant grant = monitoring.measure();
        control.clock().advance(Duration.ofSeconds(1));
        monitoring.set(Map.of("timeZone", "Asia/Tokyo"));

        // When
        monitoring.decided(grant, List.of(state(count, 0, FIRST, "UTC")), Point.of(count, FIRST, 1, Verdict.expected));

        // Then
        assertThat(monitoring.points(count, "").path("totalElements").asInt()).isZero();
        assertThat(seriesNow(grant).state()).isNull();
    }

    @Test
    void a_mark_of_the_series_before_says_nothing_of_the_one_after() {
        // Given
        Grant first = monitoring.measure();
        monitoring.decided(first, List.of(), Point.of(count, FIRST, 10, Verdict.anomaly));
        monitoring.end(first);
        monitoring.feedback(count, "expected", FIRST);
        control.clock().advance(Duration.ofSeconds(1));
        monitoring.set(Map.of("partitionColumn", "updated_at"));

        // When
        Grant second = monitoring.measure();
        monitoring.decided(second, List.of(), Point.of(count, FIRST, 3, Verdict.expected));

        // Then
        assertThat(monitoring.points(count, "").at("/content/0/mark").isMissingNode()).isTrue();
    }

    @Test
    void the_results_of_a_scan_count_its_points() throws Exception {
        // Given
        Grant grant = monitoring.measure();
        monitoring.decided(
                grant,
                List.of(),
                Point.of(count, "2026-04-29T00:00:00Z", 1, Verdict.unknown).because("training"),
                Point.of(count, "2026-04-30T00:00:00Z", 1, Verdict.expected),
                Point.of(count, FIRST, 1, Verdict.expected),
                Point.of(count, SECOND, 9, Verdict.anomaly),
                Point.of(count, THIRD, 9, Verdict.continuing));

        // When
        monitoring.end(grant);

        // Then
        UUID scan = grant.instruction().scanId();
        JsonNode status = monitoring.organisation().scan(scan);
        assertThat(status.path("state").asText()).isEqualTo("completedWithFailures");
        assertThat(status.path("failures").asInt()).isEqualTo(1);
        assertThat(status.path("warnings").asInt()).isEqualTo(1);
        assertThat(status.path("errors").asInt()).isEqualTo(1);
        assertThat(status.has("contractDatasetCloudUrl")).isFalse();
        assertThat(sql("select passed from scan where id = '" + scan + "'")).isEqualTo("2");
        assertThat(sql("select count(*) from quality_check where dataset_id = '" + monitoring.dataset() + "'"))
                .isEqualTo("0");
    }

    @Test
    void a_scan_without_anomalies_is_completed_and_one_that_continues_is_warned_of() {
        Grant first = monitoring.measure();
        monitoring.decided(first, List.of(), Point.of(count, FIRST, 1, Verdict.expected));
        monitoring.end(first);
        Grant second = monitoring.measure();
        monitoring.decided(second, List.of(), Point.of(count, SECOND, 1, Verdict.continuing));
        monitoring.end(second);

        assertThat(monitoring.organisation().state(first.instruction().scanId())).isEqualTo("completed");
        assertThat(monitoring.organisation().state(second.instruction().scanId()))
                .isEqualTo("completedWithWarnings");
    }

    @Test
    void a_scan_that_broke_is_completed_with_errors_and_leaves_the_checks_of_the_contract() throws Exception {
        // Given
        UUID verified = monitoring.organisation().verify(monitoring.dataset());
        Grant verification = monitoring.agent().claimOne();
        monitoring.agent().results(
                verification.lease(), SampleResults.of(verified, SampleResults.check("a", Outcome.pass)));
        monitoring.agent().complete(verification.lease());
        Grant grant = monitoring.measure();

        // When
        monitoring.agent().results(grant.lease(), SampleResults.ofErrors(grant.instruction().scanId()));
        monitoring.agent().complete(grant.lease());

        // Then
        assertThat(monitoring.organisation().state(grant.instruction().scanId())).isEqualTo("completedWithErrors");
        assertThat(sql("select count(*) from quality_check where retired_at is null and dataset_id = '"
                        + monitoring.dataset() + "'"))
                .isEqualTo("1");
    }

    @Test
    void refuses_what_is_not_of_the_scan_and_stores_none_of_it() {
        // Given
        TestMonitoring other = monitoring.beside("shopdb/prod/public/customers");
        other.set(Map.of("cadence", "daily"));
        UUID elsewhere = other.columnMonitor("count");
        Grant grant = monitoring.measure();
        UUID scan = grant.instruction().scanId();
        Point good = Point.of(count, FIRST, 10, Verdict.expected);

        // Then
        assertThat(refusal(grant, good, Point.of(elsewhere, FIRST, 10, Verdict.expected)))
                .isEqualTo("400 monitoring.other-monitor");
        assertThat(refusal(grant, good, good)).isEqualTo("400 monitoring.duplicate-point");
        assertThat(monitoring.agent()
                        .decided(grant.lease(), SampleResults.of(scan, SampleResults.check("a", Outcome.pass)), List.of())
                        .code())
                .isEqualTo("monitoring.not-of-a-monitor");
        assertThat(monitoring.agent()
                        .decided(grant.lease(), SampleDecisions.of(UUID.randomUUID(), good), List.of())
                        .code())
                .isEqualTo("results_of_other_scan");
        DatasetMetadata foreign = new DatasetMetadata(
                "shopdb/prod/public/customers", List.of(new ColumnMetadata("id", "bigint")));
        assertThat(monitoring.agent()
                        .decided(
                                grant.lease(), SampleDecisions.of(scan, List.of(good), List.of(foreign)), List.of())
                        .code())
                .isEqualTo("monitoring.other-dataset");
        assertThat(monitoring.agent()
                        .decided(
                                grant.lease(),
                                SampleDecisions.of(scan, good),
                                List.of(state(count, 0, FIRST, "a"), state(count, 0, FIRST, "b")))
                        .code())
                .isEqualTo("monitoring.duplicate-state");
        assertThat(monitoring.points(count, "").path("totalElements").asInt()).isZero();
    }

    @Test
    void a_verification_decides_nothing_and_a_scan_of_monitors_brings_no_checks() {
        // Given
        monitoring.organisation().verify(monitoring.dataset());
        Grant verification = monitoring.agent().claimOne();

        // Then
        assertThat(refusal(verification, Point.of(count, FIRST, 1, Verdict.expected)))
                .isEqualTo("400 monitoring.other-scan");
        monitoring.agent().fail(verification.lease(), false);
        Grant grant = monitoring.measure();
        assertThat(monitoring.agent()
                        .results(
                                grant.lease(),
                                SampleDecisions.of(
                                        grant.instruction().scanId(), Point.of(count, FIRST, 1, Verdict.expected)))
                        .code())
                .isEqualTo("monitoring.checks-in-results");
    }

    @Test
    void points_of_a_deleted_monitor_are_left_out() throws Exception {
        // Given
        UUID sum = monitoring.columnMonitor("sum");
        Grant grant = monitoring.measure();
        monitoring.organisation().http().rest(
                "DELETE", "/datasets/" + monitoring.dataset() + "/columnMetricMonitors/" + sum);

        // When
        monitoring.decided(
                grant, List.of(), Point.of(count, FIRST, 1, Verdict.expected), Point.of(sum, FIRST, 1, Verdict.expected));

        // Then
        assertThat(sql("select count(*) from measurement where monitor_id = '" + sum + "'")).isEqualTo("0");
        assertThat(monitoring.points(count, "").path("totalElements").asInt()).isEqualTo(1);
    }

    @Test
    void takes_twenty_thousand_points_of_many_monitors_in_one_batch() throws Exception {
        // Given
        List<UUID> monitors = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            monitors.add(monitoring.columnMonitor("count"));
        }
        Grant grant = monitoring.measure();
        List<Point> points = new ArrayList<>();
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        for (UUID monitor : monitors) {
            for (int hour = 0; hour < 1_000; hour++) {
                points.add(Point.of(
                        monitor, begin.plus(Duration.ofHours(hour)).toString(), hour % 24, Verdict.expected));
            }
        }

        // When
        monitoring.decided(grant, List.of(), points.toArray(Point[]::new));
        monitoring.end(grant);

        // Then
        assertThat(sql("select passed from scan where id = '" + grant.instruction().scanId() + "'"))
                .isEqualTo("20000");
        assertThat(sql("select count(*) from measurement_default")).isEqualTo("0");
    }
}
