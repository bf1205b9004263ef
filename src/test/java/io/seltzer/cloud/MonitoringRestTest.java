package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.SampleDecisions.Point;
import io.seltzer.cloud.TestHttp.Answer;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Metric monitoring by REST v1.
class MonitoringRestTest {
    private static final String FIRST = "2026-05-01T00:00:00Z";
    private static final String SECOND = "2026-05-02T00:00:00Z";
    private static final String THIRD = "2026-05-03T00:00:00Z";
    private static RunningControlPlane control;

    private TestMonitoring monitoring;

    @BeforeAll
    static void start() throws Exception {
        control = RunningControlPlane.start();
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    @BeforeEach
    void aDataset() throws Exception {
        control.clock().advance(Duration.ofSeconds(1));
        monitoring = TestMonitoring.daily(control);
    }

    private String refusal(String path, Map<String, Object> body) {
        Answer answer = monitoring.post(path, body);
        return answer.status() + " " + answer.code();
    }

    private String sentence(String path, Map<String, Object> body) {
        return monitoring.post(path, body).json().path("message").asText();
    }

    @Test
    void a_dataset_that_nobody_monitors_says_so() {
        TestMonitoring bare = monitoring.beside("shopdb/prod/public/customers");

        JsonNode shown = bare.show();

        assertThat(shown.path("enabled").asBoolean()).isFalse();
        assertThat(shown.has("cadence")).isFalse();
        assertThat(shown.path("monitors")).isEmpty();
        assertThat(bare.post("/columnMetricMonitors", Map.of("metric", "count", "column", "id")).code())
                .isEqualTo("monitoring.not-set-up");
        assertThat(bare.post("/metricMonitoring/run", Map.of()).code()).isEqualTo("monitoring.not-set-up");
    }

    @Test
    void settings_that_are_left_out_stay_as_they_are() {
        // Given
        JsonNode usual = monitoring.beside("shopdb/prod/public/customers").set(Map.of());
        assertThat(usual.path("enabled").asBoolean()).isTrue();
        assertThat(usual.path("cadence").asText()).isEqualTo("daily");
        assertThat(usual.path("timeZone").asText()).isEqualTo("UTC");

        // When
        JsonNode zoned = monitoring.set(Map.of("timeZone", "Europe/Berlin"));
        JsonNode off = monitoring.set(Map.of("enabled", false));
        JsonNode whole = monitoring.set(Map.of("partitionColumn", ""));

        // Then
        assertThat(zoned.path("partitionColumn").asText()).isEqualTo("created_at");
        assertThat(zoned.path("nextDue").asText()).isEqualTo("2026-05-04T22:00:00Z");
        assertThat(off.path("timeZone").asText()).isEqualTo("Europe/Berlin");
        assertThat(off.has("nextDue")).isFalse();
        assertThat(whole.has("partitionColumn")).isFalse();
        assertThat(refusal("/metricMonitoring", Map.of("cadence", "yearly"))).isEqualTo("400 monitoring.invalid");
        assertThat(sentence("/metricMonitoring", Map.of("cadence", "yearly"))).contains("every_12_hours");
        assertThat(refusal("/metricMonitoring", Map.of("timeZone", "Mars"))).isEqualTo("400 monitoring.invalid");
    }

    @Test
    void a_monitor_is_created_changed_and_deleted() throws Exception {
        // Given
        Answer created = monitoring.post(
                "/columnMetricMonitors",
                Map.of(
                        "metric", "missing_percent",
                        "column", "email",
                        "grouping", Map.of("column", "country", "named", true),
                        "detection", Map.of("sensitivity", 2, "maximum", 50, "exclusions", List.of(Map.of("to", 0)))));
        UUID id = TestMonitoring.id(created);
        assertThat(created.json().path("name").asText()).isEqualTo("Missing percent of email by country");
        assertThat(created.json().at("/grouping/column").asText()).isEqualTo("country");

        // When
        Answer changed = monitoring.post(
                "/columnMetricMonitors/" + id, Map.of("detection", Map.of("sensitivity", 2.4, "side", "above")));

        // Then what is named is as the body says, and the rest as it was
        JsonNode shown = monitoring.show().at("/monitors/0");
        assertThat(changed.json()).isEqualTo(shown);
        assertThat(shown.path("id").asText()).isEqualTo(id.toString());
        assertThat(shown.path("metric").asText()).isEqualTo("missing_percent");
        assertThat(shown.at("/grouping/named").asBoolean()).isTrue();
        assertThat(shown.at("/detection/sensitivity").asDouble()).isEqualTo(2.4);
        assertThat(shown.at("/detection/side").asText()).isEqualTo("above");
        assertThat(shown.at("/detection/maximum").isMissingNode()).isTrue();
        assertThat(control.database().asSuperuser(
                        "select string_agg(what, '; ' order by id) from monitor_change where monitor_id = '" + id + "'"))
                .isEqualTo("sensitivity 2 to 2.4; side both to above; maximum 50 to none; excluded values changed");

        // When
        Answer deleted = monitoring.organisation().http().rest(
                "DELETE", "/datasets/" + monitoring.dataset() + "/columnMetricMonitors/" + id);

        // Then
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(monitoring.show().path("monitors")).isEmpty();
        assertThat(refusal("/columnMetricMonitors/" + id, Map.of())).isEqualTo("404 monitor.not-found");
    }

    @Test
    void changed_settings_stand_in_the_history_of_each_monitor() throws Exception {
        UUID count = monitoring.columnMonitor("count");
        UUID rows = monitoring.datasetMonitor("total_row_count");

        monitoring.set(Map.of("cadence", "hourly", "partitionColumn", ""));

        for (UUID monitor : List.of(count, rows)) {
            assertThat(control.database().asSuperuser(
                            "select string_agg(what || ' by ' || changed_by, '; ' order by id) from monitor_change"
                                    + " where monitor_id = '" + monitor + "'"))
                    .isEqualTo("cadence daily to hourly by %1$s; partition column created_at to none by %1$s"
                            .formatted(monitoring.organisation().http().key().id()));
        }
    }

    @Test
    void each_kind_of_monitor_takes_what_it_needs() {
        assertThat(monitoring.post("/datasetMetricMonitors", Map.of("metric", "partition_row_count")).status())
                .isEqualTo(201);
        assertThat(monitoring.post("/datasetMetricMonitors", Map.of("metric", "most_recent_timestamp")).status())
                .isEqualTo(201);
        assertThat(monitoring.post("/columnMetricMonitors", Map.of("metric", "most_recent_timestamp", "column", "at"))
                        .status())
                .isEqualTo(201);
        Answer query = monitoring.post("/customSqlMonitors", Map.of("sql", "  select 1;\n", "name", "One"));
        assertThat(query.json().path("metric").asText()).isEqualTo("custom_sql");
        assertThat(query.json().path("sql").asText()).isEqualTo("select 1");
        assertThat(monitoring.show().path("monitors")).hasSize(4);

        assertThat(sentence("/columnMetricMonitors", Map.of("metric", "count"))).contains("column is missing");
        assertThat(sentence("/columnMetricMonitors", Map.of("metric", "total_row_count", "column", "a")))
                .contains("metric must be one of", "missing_percent");
        assertThat(sentence("/datasetMetricMonitors", Map.of("metric", "total_row_count", "column", "a")))
                .contains("column must be left out");
        assertThat(sentence("/datasetMetricMonitors", Map.of())).contains("metric must be one of");
        assertThat(sentence("/customSqlMonitors", Map.of())).contains("member sql", "needs a query");
        assertThat(sentence("/columnMetricMonitors", Map.of("metric", "count", "column", "a", "sql", "select 1")))
                .contains("member sql", "belongs to custom_sql");
        assertThat(sentence(
                        "/datasetMetricMonitors",
                        Map.of("metric", "total_row_count", "grouping", Map.of("column", "a"))))
                .contains("member grouping", "has no groups");
    }

    @Test
    void detection_has_its_limits() {
        assertThat(detection(Map.of("sensitivity", 0.2))).contains("detection.sensitivity", "from 0.3 (narrow) to 6 (wide)");
        assertThat(detection(Map.of("sensitivity", 6.1))).contains("sensitivity");
        assertThat(detection(Map.of("minimum", 5, "maximum", 5))).contains("detection.minimum", "less than");
        assertThat(detection(Map.of("exclusions", List.of(Map.of())))).contains("exclusions");
        assertThat(detection(Map.of("exclusions", List.of(Map.of("from", 2, "to", 1))))).contains("exclusions");
        assertThat(refusal(
                        "/columnMetricMonitors",
                        Map.of("metric", "count", "column", "a", "detection", Map.of("side", "left"))))
                .isEqualTo("400 invalid_body");
    }

    private String detection(Map<String, Object> detection) {
        return sentence("/columnMetricMonitors", Map.of("metric", "count", "column", "a", "detection", detection));
    }

    @Test
    void a_monitor_is_found_by_its_dataset_and_its_kind_alone() {
        UUID count = monitoring.columnMonitor("count");
        TestMonitoring other = monitoring.beside("shopdb/prod/public/customers");

        assertThat(refusal("/datasetMetricMonitors/" + count, Map.of())).isEqualTo("404 monitor.not-found");
        assertThat(other.post("/columnMetricMonitors/" + count, Map.of()).code()).isEqualTo("monitor.not-found");
        assertThat(refusal("/columnMetricMonitors/none", Map.of())).isEqualTo("404 monitor.not-found");
    }

    @Test
    void a_backfill_has_its_limits() {
        // Given
        String path = "/metricMonitoring/historicalMetricCollection";
        assertThat(refusal(path, Map.of())).isEqualTo("400 monitoring.no-monitors");
        monitoring.columnMonitor("count");

        // Then
        assertThat(refusal(path, Map.of("from", "2025-05-03T00:00:00Z"))).isEqualTo("400 monitoring.too-long");
        assertThat(sentence(path, Map.of("from", "2025-05-03T00:00:00Z"))).contains("2025-05-04T00:00:00Z or later");
        assertThat(refusal(path, Map.of("from", "2026-05-04T00:00:00Z"))).isEqualTo("400 monitoring.nothing-to-measure");
        assertThat(refusal(path, Map.of("from", "yesterday"))).isEqualTo("400 invalid_body");

        // When
        Answer queued = monitoring.post(path, Map.of());

        // Then the last thirty days
        assertThat(queued.status()).isEqualTo(201);
        String scan = queued.response().headers().firstValue("x-soda-scan-id").orElseThrow();
        assertThat(queued.response().headers().firstValue("location").orElseThrow()).endsWith("/api/v1/scans/" + scan);
        Grant grant = monitoring.agent().claimOne();
        assertThat(monitoring.bundle(grant).monitoring())
                .satisfies(order -> assertThat(order.datasets().getFirst().partitions()).hasSize(30));
        assertThat(refusal(path, Map.of())).isEqualTo("400 monitoring.scan-open");
        monitoring.end(grant);
        monitoring.set(Map.of("partitionColumn", ""));
        assertThat(refusal(path, Map.of())).isEqualTo("400 monitoring.no-partition-column");
        assertThat(monitoring.organisation().http().rest(
                        "POST", "/datasets/" + UUID.randomUUID() + path, Map.of()).code())
                .isEqualTo("dataset_not_found");
    }

    @Test
    void an_hourly_backfill_goes_as_far_back_as_can_be_measured_at_once() {
        monitoring.columnMonitor("count");
        monitoring.set(Map.of("cadence", "hourly"));

        Answer queued = monitoring.post("/metricMonitoring/historicalMetricCollection", Map.of());

        assertThat(queued.status()).isEqualTo(201);
        assertThat(monitoring.bundle(monitoring.agent().claimOne()).monitoring())
                .satisfies(order -> assertThat(order.datasets().getFirst().partitions()).hasSize(365));
    }

    @Test
    void results_are_a_paged_list_newest_first() {
        // Given
        UUID count = monitoring.columnMonitor("count");
        Grant grant = monitoring.measure();
        monitoring.decided(
                grant,
                List.of(),
                Point.of(count, FIRST, 1, Verdict.unknown).because("training"),
                Point.of(count, SECOND, 2, Verdict.expected),
                Point.of(count, THIRD, Double.POSITIVE_INFINITY, Verdict.anomaly));

        // When
        JsonNode page = monitoring.points(count, "?size=2");
        JsonNode range = monitoring.points(count, "?from=" + FIRST + "&until=" + SECOND);

        // Then
        assertThat(page.path("totalElements").asInt()).isEqualTo(3);
        assertThat(page.path("totalPages").asInt()).isEqualTo(2);
        assertThat(page.at("/content/0/dataTime").asText()).isEqualTo(THIRD);
        assertThat(page.at("/content/0/value").asText()).isEqualTo("Infinity");
        assertThat(range.path("totalElements").asInt()).isEqualTo(2);
        assertThat(range.at("/content/1/reason").asText()).isEqualTo("training");
        assertThat(range.at("/content/1/missingPoints").asInt()).isEqualTo(4);
        assertThat(monitoring.organisation().http().rest("GET", "/monitors/" + count + "/results?from=now").code())
                .isEqualTo("invalid_parameter");
    }

    @Test
    void a_list_of_monitors_shows_the_worst_of_the_newest_points() {
        // Given
        UUID count = monitoring.columnMonitor("count");
        assertThat(monitoring.show().at("/monitors/0").has("latest")).isFalse();
        Grant grant = monitoring.measure();
        monitoring.decided(
                grant,
                List.of(),
                Point.of(count, FIRST, 9, Verdict.anomaly).ofGroup("a"),
                Point.of(count, SECOND, 1, Verdict.expected).ofGroup("a"),
                Point.of(count, SECOND, 2, Verdict.continuing).ofGroup("b"));

        // When
        JsonNode latest = monitoring.show().at("/monitors/0/latest");

        // Then
        assertThat(latest.path("dataTime").asText()).isEqualTo(SECOND);
        assertThat(latest.path("verdict").asText()).isEqualTo("continuing");
        assertThat(latest.path("group").asText()).isEqualTo("b");
        assertThat(monitoring.points(count, "?group=a").path("totalElements").asInt()).isEqualTo(2);
    }

    @Test
    void feedback_marks_all_points_or_none() {
        // Given
        UUID count = monitoring.columnMonitor("count");
        Grant grant = monitoring.measure();
        monitoring.decided(
                grant,
                List.of(),
                Point.of(count, FIRST, 1, Verdict.anomaly),
                Point.of(count, SECOND, 5, Verdict.unknown).because("excluded"));

        // Then
        assertThat(monitoring.feedback(count, "expected", FIRST, THIRD).code()).isEqualTo("feedback.point-not-found");
        assertThat(monitoring.feedback(count, "expected").code()).isEqualTo("feedback.points");
        assertThat(monitoring.feedback(count, "excluded", FIRST).code()).isEqualTo("feedback.mark");
        assertThat(monitoring.feedback(count, "expected", "+99999-01-01T00:00:00Z").code()).isEqualTo("invalid_time");
        assertThat(monitoring.feedback(UUID.randomUUID(), "expected", FIRST).code()).isEqualTo("monitor.not-found");
        assertThat(monitoring.points(count, "").at("/content/1").has("mark")).isFalse();

        // When
        assertThat(monitoring.feedback(count, "expected", FIRST, SECOND).status()).isEqualTo(204);

        // Then the verdicts stay
        JsonNode marked = monitoring.points(count, "").path("content");
        assertThat(marked).extracting(point -> point.path("mark").asText()).containsExactly("expected", "expected");
        assertThat(marked).extracting(point -> point.path("verdict").asText()).containsExactly("unknown", "anomaly");
        assertThat(marked.get(0).path("markedBy").asText())
                .isEqualTo(monitoring.organisation().http().key().id());

        // When it is taken back
        monitoring.feedback(count, "none", FIRST, SECOND);

        // Then what a rule excluded is excluded again
        JsonNode cleared = monitoring.points(count, "").path("content");
        assertThat(cleared.get(0).path("mark").asText()).isEqualTo("excluded");
        assertThat(cleared.get(0).has("markedBy")).isFalse();
        assertThat(cleared.get(1).has("mark")).isFalse();
    }

    @Test
    void nobody_sees_or_changes_what_another_organisation_monitors() throws Exception {
        // Given
        UUID count = monitoring.columnMonitor("count");
        Grant grant = monitoring.measure();
        monitoring.decided(grant, List.of(), Point.of(count, FIRST, 1, Verdict.anomaly));
        TestMonitoring stranger = new TestMonitoring(
                control.organisation(), monitoring.dataset(), monitoring.agent());
        TestHttp http = stranger.organisation().http();
        String path = "/datasets/" + monitoring.dataset();

        // Then
        assertThat(http.rest("GET", path + "/metricMonitoring").status()).isEqualTo(404);
        assertThat(stranger.post("/metricMonitoring", Map.of("enabled", false)).status()).isEqualTo(404);
        assertThat(stranger.post("/metricMonitoring/run", Map.of()).status()).isEqualTo(404);
        assertThat(stranger.post("/columnMetricMonitors", Map.of("metric", "count", "column", "a")).status())
                .isEqualTo(404);
        assertThat(stranger.post("/columnMetricMonitors/" + count, Map.of("name", "x")).status()).isEqualTo(404);
        assertThat(http.rest("DELETE", path + "/columnMetricMonitors/" + count).status()).isEqualTo(404);
        assertThat(http.rest("GET", "/monitors/" + count + "/results").status()).isEqualTo(404);
        assertThat(stranger.feedback(count, "expected", FIRST).status()).isEqualTo(404);
        assertThat(stranger.organisation().agent("theirs").series(grant.lease(), List.of()).status())
                .isEqualTo(404);
        assertThat(monitoring.points(count, "").at("/content/0").has("mark")).isFalse();
    }
}
