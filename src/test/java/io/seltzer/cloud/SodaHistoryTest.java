package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.SampleDecisions.Point;
import io.seltzer.cloud.TestHttp.Answer;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What clients of the field are told about metrics of the past.
class SodaHistoryTest {
    private static RunningControlPlane control;
    private static TestMonitoring monitoring;
    private static SodaClient client;
    private static String count;
    private static String groups;

    @BeforeAll
    static void sixPoints() throws Exception {
        control = RunningControlPlane.start();
        monitoring = TestMonitoring.daily(control);
        client = SodaClient.loggedIn(monitoring.organisation());
        UUID one = monitoring.columnMonitor("count");
        UUID grouped = monitoring.columnMonitor("sum");
        count = one.toString();
        groups = grouped.toString();
        Grant grant = monitoring.measure();
        monitoring.decided(
                grant,
                List.of(),
                Point.of(one, "2026-05-01T00:00:00Z", 1, Verdict.expected),
                Point.of(one, "2026-05-02T00:00:00Z", 2, Verdict.expected),
                Point.of(one, "2026-05-03T00:00:00Z", 0, Verdict.expected).gap("empty"),
                Point.of(one, "2026-05-04T00:00:00Z", 4, Verdict.anomaly),
                Point.of(grouped, "2026-05-01T00:00:00Z", 10, Verdict.expected).ofGroup("a/b"),
                Point.of(grouped, "2026-05-04T00:00:00Z", Double.POSITIVE_INFINITY, Verdict.anomaly).ofGroup("a/b"));
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    private static Answer ask(List<String> identities, String window) {
        return client.query("{\"type\":\"sodaCoreHistoricMeasurements2\",\"metricIdentities\":"
                + WireJson.text(identities) + window + "}");
    }

    private static List<String> values(List<String> identities, String window) {
        Answer answer = ask(identities, window);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> values = new ArrayList<>();
        for (JsonNode result : answer.json().path("results")) {
            values.add(result.path("identity").asText() + " " + result.path("dataTime").asText().substring(0, 10) + " "
                    + result.path("value").asDouble());
        }
        return values;
    }

    private static String range(String from, String until) {
        return ",\"minScanTime\":\"" + from + "\",\"maxScanTime\":\"" + until + "\"";
    }

    @Test
    void a_limit_takes_the_newest_of_each_metric_and_no_gap() {
        assertThat(values(List.of(groups + "/a/b", count), ",\"limit\":2"))
                .containsExactly(
                        groups + "/a/b 2026-05-01 10.0", count + " 2026-05-04 4.0", count + " 2026-05-02 2.0");
    }

    @Test
    void a_range_has_both_its_ends() {
        assertThat(values(List.of(count), range("2026-05-01T00:00:00.000Z", "2026-05-02T00:00:00.000+00:00")))
                .containsExactly(count + " 2026-05-02 2.0", count + " 2026-05-01 1.0");
    }

    @Test
    void a_limit_counts_inside_the_range() {
        assertThat(values(List.of(count), range("2026-05-01T00:00:00.000Z", "2026-05-03T00:00:00.000Z") + ",\"limit\":1"))
                .containsExactly(count + " 2026-05-02 2.0");
    }

    @Test
    void an_unknown_metric_has_no_history() {
        assertThat(values(List.of("metric-nightly-shop-row_count", UUID.randomUUID().toString(), groups), ",\"limit\":5"))
                .isEmpty();
    }

    @Test
    void another_organisation_has_no_history_of_it() throws Exception {
        SodaClient stranger = SodaClient.loggedIn(control.organisation());

        Answer answer = stranger.query("{\"type\":\"sodaCoreHistoricMeasurements2\",\"metricIdentities\":[\"" + count
                + "\"],\"limit\":5}");

        assertThat(answer.json().path("results")).isEmpty();
    }

    @Test
    void refuses_a_wrong_window() {
        List<String> windows = List.of(
                "",
                ",\"minScanTime\":\"2026-05-01T00:00:00.000Z\",\"limit\":1",
                ",\"maxScanTime\":\"2026-05-01T00:00:00.000Z\"",
                range("2026-05-02T00:00:00.000Z", "2026-05-01T00:00:00.000Z"),
                ",\"limit\":0",
                ",\"limit\":10001");

        assertThat(windows).allSatisfy(window -> {
            Answer answer = ask(List.of(count), window);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("invalid_history_window");
        });
        assertThat(ask(List.of(), ",\"limit\":1").status()).isEqualTo(400);
        assertThat(ask(Collections.nCopies(501, count), ",\"limit\":1").status()).isEqualTo(400);
        assertThat(ask(Collections.nCopies(500, count), ",\"limit\":1").status()).isEqualTo(200);
    }
}
