package io.seltzer.cloud.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Detection.Exclusion;
import io.seltzer.monitor.Detection.Side;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class MonitorPagesTest {
    private static final String HOSTILE = "</template><script>alert(1)</script>\"'&";
    private static final String TENTH = "2013-12-10T05:00:00Z";

    private static TestServer server;
    private static Seed seed;
    private UUID organisation;
    private Browser browser;
    private MonitorSeed flights;

    @BeforeAll
    static void start() {
        server = TestServer.start(InstantSource.fixed(Flights.VERIFIED.plusSeconds(7 * 3600)));
        seed = server.seed();
    }

    @AfterAll
    static void stop() {
        seed.close();
        server.close();
    }

    @BeforeEach
    void newOrganisation(TestInfo test) {
        browser = server.browserOf(test.getDisplayName());
        organisation = seed.organisation(test.getDisplayName());
        flights = new MonitorSeed(seed, organisation, "flights");
    }

    @Test
    void theHeaderSaysWhatIsWatchedAndHowItStands() {
        UUID monitor = week();

        Document page = browser.page("/monitors/" + monitor);

        assertThat(page.select("h1").text()).isEqualTo("Missing departure times");
        assertThat(page.select("h1 + .badge").text()).isEqualTo("Anomaly on 10 Dec 2013");
        assertThat(page.select(".head-meta").text())
                .isEqualTo("dep_time, share of rows without a value per day of flight_date"
                        + " next scan 12 Dec 2013, 00:00");
        assertThat(page.select("#history h2").text()).isEqualTo("4 Dec 2013 to 10 Dec 2013");
        assertThat(page.select("#history header .muted").text()).isEqualTo("3 anomalies in 6 measurements");
        assertThat(page.select("canvas[data-chart=plot]").attr("aria-label").replace('\u00a0', ' '))
                .isEqualTo("Missing departure times with expected range, 4 Dec 2013 to 10 Dec 2013:"
                        + " 3 anomalies in 6 measurements");
    }

    @Test
    void theTableSaysEachPoint() {
        UUID monitor = week();

        Document page = browser.page("/monitors/" + monitor);

        assertThat(cells(page, "2013-12-10")).containsExactly(
                "Anomaly", "10 Dec 2013", "21.63 %", "0 to 7.1 %", "Real anomaly Expected");
        assertThat(cells(page, "2013-12-09")).containsExactly("Continuing", "9 Dec 2013", "12 %", "0 to 7 %",
                "Expected key-hudson, 10 Dec 2013, 06:00 Clear");
        assertThat(cells(page, "2013-12-08")).containsExactly("No scan", "8 Dec 2013", "–", "–");
        assertThat(cells(page, "2013-12-07")).containsExactly("No rows", "7 Dec 2013", "–", "–");
        assertThat(cells(page, "2013-12-06")).containsExactly("Anomaly", "6 Dec 2013", "9.5 %", "0 to 7 %",
                "Real anomaly Expected");
        assertThat(cells(page, "2013-12-05")).containsExactly("Expected", "5 Dec 2013", "3 %", "up to 7 %");
        assertThat(cells(page, "2013-12-04")).containsExactly(
                "Training, 1 more", "4 Dec 2013 afterwards", "2.5 %", "–");
        assertThat(page.select(".pager").text()).contains("1 to 7 of 7", "Times are America/New_York");
    }

    @Test
    void aValueOutsideOfTheRangeThatIsExpectedSaysWhy() {
        UUID monitor = flights.monitor("Flights a day", MonitorMetric.PARTITION_ROW_COUNT, null);
        flights.on(monitor, "2013-12-30").range(870, 970, 1_050).is(968, Verdict.expected);
        flights.on(monitor, "2013-12-31").range(856, 952, 1_048).is(776, Verdict.expected);

        assertThat(browser.page("/monitors/" + monitor).select("#reading .hint").text())
                .startsWith("Outside of the range, and no anomaly");
        assertThat(browser.page("/monitors/" + monitor + "?at=2013-12-30T05:00:00Z").select("#reading .hint"))
                .isEmpty();
    }

    @Test
    void plotAndTableAgreeForEveryPoint() {
        // Given a year, with its gaps
        UUID monitor = flights.monitor("Missing departure times", MonitorMetric.MISSING_PERCENT, "dep_time");
        for (int n = 0; n < 345; n++) {
            MonitorSeed.Point point = flights.on(monitor, java.time.LocalDate.of(2013, 1, 1).plusDays(n).toString());
            switch (n % 9) {
                case 0 -> point.gap("empty");
                case 1 -> { /* no scan */ }
                case 2 -> point.range(0, 2, 5).is(6 + n / 7.0, Verdict.anomaly);
                case 3 -> point.range(0, 2, 5).is(6 + n / 7.0, Verdict.continuing);
                case 4 -> point.training(n / 3.0, 2);
                default -> point.range(n / 100.0, 4, 5 + n / 100.0).is(n / 80.0, Verdict.expected);
            }
        }

        // When
        List<Element> rows = new ArrayList<>();
        Document page = browser.page("/monitors/" + monitor + "?days=all");
        JsonNode plot = plot(page);
        rows.addAll(page.select("#measurements tr[data-at]"));
        while (!page.select("a[rel=next]").isEmpty()) {
            page = browser.page(page.select("a[rel=next]").attr("href"));
            rows.addAll(page.select("#measurements tr[data-at]"));
        }

        // Then
        assertThat(rows).hasSize(345).hasSameSizeAs(plot.get("points"));
        for (int index = 0; index < rows.size(); index++) {
            Element row = rows.reversed().get(index);
            JsonNode point = plot.get("points").get(index);
            assertThat(row.attr("data-at")).isEqualTo(point.get("at").asText());
            assertThat(row.select(".st").text()).isEqualTo(point.get("word").asText());
            assertThat(row.select("td:nth-child(4)").text()).isEqualTo(plain(point.get("value")));
            assertThat(row.select("td:nth-child(5)").text()).isEqualTo(plain(point.get("range")));
            assertThat(row.select(".st-anomaly").isEmpty())
                    .isEqualTo(!List.of("anomaly", "continuing").contains(point.get("look").asText()));
        }
    }

    @Test
    void theBandIsTheStoredOneAndMissingPointsAreNeverRed() {
        UUID monitor = week();

        JsonNode points = plot(browser.page("/monitors/" + monitor)).get("points");

        assertThat(points)
                .extracting(
                        point -> point.get("t").asText(), point -> point.get("look").asText(),
                        point -> point.path("v").asDouble(-1), point -> point.path("lo").asDouble(-1),
                        point -> point.path("hi").asDouble(-1))
                .containsExactly(
                        tuple("2013-12-04", "unknown", 2.5, -1.0, -1.0),
                        tuple("2013-12-05", "expected", 3.0, -1.0, 7.0),
                        tuple("2013-12-06", "anomaly", 9.5, 0.0, 7.0),
                        tuple("2013-12-07", "missing", -1.0, -1.0, -1.0),
                        tuple("2013-12-08", "missing", -1.0, -1.0, -1.0),
                        tuple("2013-12-09", "continuing", 12.0, 0.0, 7.0),
                        tuple("2013-12-10", "anomaly", 21.633, 0.0, 7.1));
        assertThat(points.get(5).get("mark").asText()).isEqualTo("Expected");
        assertThat(points.get(0).get("backfilled").asBoolean()).isTrue();
    }

    @Test
    void anInfiniteValueIsAnAnomalyThatThePlotCannotDraw() {
        UUID monitor = flights.monitor("Ratio", MonitorMetric.CUSTOM_SQL, null);
        flights.on(monitor, "2013-12-10").score(50).is(Double.POSITIVE_INFINITY, Verdict.anomaly);

        Document page = browser.page("/monitors/" + monitor);

        assertThat(cells(page, "2013-12-10")).contains("Anomaly", "∞");
        assertThat(plot(page).get("points").get(0).has("v")).isFalse();
        assertThat(page.select("#reading").text()).contains("more than 50 times the bound");
    }

    @Test
    void aSelectedPointIsToldOfAtTheSide() {
        // Given
        UUID monitor = week();

        // When
        Document page = browser.page("/monitors/" + monitor);
        String link = page.select("tr[data-at^=2013-12-06] a").attr("href");
        Document other = browser.page(link);

        // Then
        assertThat(page.select("#reading").text())
                .contains("10 Dec 2013", "Anomaly", "21.63 %", "Expected 0 to 7.1 %", "Distance 3.05 times the bound",
                        "Scanned 11 Dec 2013, 06:00", "Sensitivity 3");
        assertThat(other.select("#reading h2").text()).isEqualTo("6 Dec 2013");
        assertThat(other.select("tr.is-selected").attr("data-at")).isEqualTo("2013-12-06T05:00:00Z");
        assertThat(plot(other).get("selected").asInt()).isEqualTo(2);
        assertThat(browser.page("/monitors/" + monitor + "?at=2013-12-07T05:00:00Z").select("#reading").text())
                .contains("No rows", "There were no rows, or none with a value.");
    }

    @Test
    void aPeriodIsChosenInTheAddress() {
        // Given
        UUID monitor = flights.monitor("Rows a day", MonitorMetric.PARTITION_ROW_COUNT, null);
        for (int n = 0; n < 120; n++) {
            flights.on(monitor, java.time.LocalDate.of(2013, 8, 1).plusDays(n).toString()).is(900 + n, Verdict.expected);
        }

        // Then
        assertThat(rows("/monitors/" + monitor + "?days=30")).isEqualTo("1 to 30 of 30");
        assertThat(rows("/monitors/" + monitor)).isEqualTo("1 to 50 of 90");
        assertThat(rows("/monitors/" + monitor + "?days=all")).isEqualTo("1 to 50 of 120");
        assertThat(rows("/monitors/" + monitor + "?from=2013-11-01&to=2013-11-03")).isEqualTo("1 to 3 of 3");
        assertThat(rows("/monitors/" + monitor + "?from=2014-01-01")).isEqualTo("0 of 0");
        assertThat(rows("/monitors/" + monitor + "?verdict=anomaly")).isEqualTo("0 of 0");
        Document page = browser.page("/monitors/" + monitor + "?days=30");
        assertThat(page.select("#history .segments [aria-current]").text()).isEqualTo("30 days");
        assertThat(plot(page).get("points")).hasSize(120);
        assertThat(plot(page).get("from").asInt()).isEqualTo(90);
        assertThat(page.select("input[name=from]").val()).isEqualTo("2013-10-30");
    }

    @Test
    void aPageHasTwoThousandPointsAndLeadsToTheOlderOnes() {
        // Given
        UUID monitor = flights.monitor("Rows a day", MonitorMetric.PARTITION_ROW_COUNT, null);
        flights.on(monitor, "2006-01-01").is(1, Verdict.expected);
        seed.run(
                "insert into measurement (organisation_id, monitor_id, group_key, data_time, value, verdict, score,"
                        + " direction, alert, sensitivity, scan_id, scan_time, backfilled)"
                        + " select organisation_id, monitor_id, group_key, data_time + n * interval '24 hours', n, verdict,"
                        + " 0, 0, false, 3, scan_id, scan_time, false from measurement, generate_series(1, 2004) n"
                        + " where monitor_id = ?",
                monitor);

        // When
        Document page = browser.page("/monitors/" + monitor + "?days=all");
        Document older = browser.page(
                page.select("#period a:contains(Older)").attr("href"));

        // Then
        assertThat(plot(page).get("points")).hasSize(2000);
        assertThat(plot(older).get("points")).hasSize(5);
        assertThat(older.select("#period a:contains(Newest)").attr("href")).isEqualTo("/monitors/" + monitor + "?days=all");
    }

    @Test
    void whatIsSaidOfPointsIsThereAndTheVerdictStays() {
        // Given
        UUID monitor = week();
        String path = "/monitors/" + monitor;
        Document page = browser.page(path + "?days=30");
        Element form = page.expectFirst("#measurements form");
        assertThat(form.attr("action")).isEqualTo(path + "/feedback");

        // When one button is pressed
        HttpResponse<String> said = browser.post(
                form.attr("action"),
                Map.of("only", form.expectFirst("tr[data-at^=2013-12-10] button").val(),
                        "back", form.select("[name=back]").val(), "group", ""));

        // Then
        assertThat(said.statusCode()).isEqualTo(303);
        assertThat(said.headers().firstValue("Location")).contains(path + "?days=30");
        assertThat(cells(browser.page(path), "2013-12-10").toString())
                .contains("Anomaly", "Real anomaly key-", "11 Dec 2013, 08:00");
        assertThat(browser.page(path).select("#reading .notice").text()).startsWith("Real anomaly.");

        // When it is taken back
        browser.post(form.attr("action"), Map.of("point", TENTH, "mark", "clear"));

        // Then
        assertThat(cells(browser.page(path), "2013-12-10")).contains("Real anomaly Expected");
    }

    @Test
    void feedbackNeedsAPointAndAWordOfOurs() {
        UUID monitor = week();
        String path = "/monitors/" + monitor + "/feedback";

        HttpResponse<String> none = browser.post(path, Map.of("mark", "anomaly"));

        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(none.body()).select("h1").text()).isEqualTo("No measurement is selected");
        assertThat(browser.post(path, Map.of("mark", "nonsense", "point", TENTH)).statusCode()).isEqualTo(400);
        assertThat(browser.post(path, Map.of("mark", "anomaly", "point", "yesterday")).statusCode()).isEqualTo(400);
        assertThat(browser.post(path, Map.of("mark", "anomaly", "point", TENTH), "http://elsewhere").statusCode())
                .isEqualTo(403);
        assertThat(browser.post(path, Map.of("mark", "anomaly", "point", TENTH, "back", "//elsewhere"))
                        .headers()
                        .firstValue("Location"))
                .contains("/monitors/" + monitor);
    }

    @Test
    void anotherSensitivityLeavesEarlierResultsAndAddsAMark() {
        // Given
        UUID monitor = week();
        String path = "/monitors/" + monitor;
        Document before = browser.page(path);

        // When
        HttpResponse<String> applied = browser.post(
                path + "/settings",
                Map.of("sensitivity", "2.4", "above", "on", "below", "on", "back", path + "?days=all"));

        // Then
        assertThat(applied.statusCode()).isEqualTo(303);
        Document after = browser.page(path);
        assertThat(after.select("#measurements tr[data-at]").text())
                .isEqualTo(before.select("#measurements tr[data-at]").text());
        assertThat(plot(after).get("points")).isEqualTo(plot(before).get("points"));
        assertThat(after.select(".change-row").text()).startsWith("sensitivity 3 to 2.4").endsWith("takes effect at the next scan");
        assertThat(plot(after).get("changes").toString()).isEqualTo("[{\"index\":7,\"text\":\"sensitivity 3 to 2.4\"}]");
        assertThat(after.select("#slider").val()).isEqualTo("2.4");

        // When it was scanned again
        flights.on(monitor, "2013-12-11").sensitivity(2.4).range(0, 2, 6).is(3, Verdict.expected);

        // Then the mark stands at the first point that was decided with it
        Document next = browser.page(path);
        assertThat(next.select("tr[data-at^=2013-12-11] + .change-row")).hasSize(1);
        assertThat(next.select(".change-row").text()).doesNotContain("next scan");
    }

    @Test
    void allSettingsComeFromTheForm() throws Exception {
        // Given
        UUID monitor = week();

        // When
        browser.post("/monitors/" + monitor + "/settings", Map.of(
                "sensitivity", "4.5", "below", "on", "minimum", "-1.5", "maximum", "40", "exclude_from", "0",
                "exclude_to", ""));

        // Then
        String stored = seed.texts("select definition from monitor where id = '" + monitor + "'").getFirst();
        assertThat(WireJson.read(stored, Monitor.class).detection())
                .isEqualTo(new Detection(4.5, Side.BELOW, -1.5, 40.0, List.of(new Exclusion(0.0, null))));
        Document page = browser.page("/monitors/" + monitor);
        assertThat(page.select("[name=exclude_from]").eachAttr("value")).containsExactly("0", "");
        assertThat(page.select("[name=maximum]").val()).isEqualTo("40");
    }

    @Test
    void mistakesInTheSettingsAreSaidBesideThem() {
        UUID monitor = week();
        String path = "/monitors/" + monitor + "/settings";

        HttpResponse<String> refused =
                browser.post(path, Map.of("sensitivity", "7", "above", "on", "minimum", "<b>", "maximum", "3"));

        assertThat(refused.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(refused.body());
        assertThat(page.select("[role=alert] b + *, #settings > [role=alert]").text())
                .isEqualTo("Nothing was changed. The sensitivity must be a number from 0.3 to 6."
                        + " The smallest and the largest allowed value must be numbers, the smaller one first.");
        assertThat(page.select("[name=minimum]").val()).isEqualTo("<b>");
        assertThat(mistake(path, Map.of("sensitivity", "3"))).contains("at least one side");
        assertThat(mistake(path, Map.of("sensitivity", "3", "above", "on", "minimum", "5", "maximum", "3")))
                .contains("the smaller one first");
        assertThat(mistake(path, Map.of("sensitivity", "3", "above", "on", "exclude_from", "5", "exclude_to", "3")))
                .contains("An exclusion goes");
        assertThat(seed.texts("select what from monitor_change where monitor_id = '" + monitor + "'")).isEmpty();
    }

    @Test
    void aGroupIsChosenAndTheWorstComesFirst() {
        // Given
        UUID delay = flights.monitor(
                "Delay", MonitorMetric.AVERAGE, "dep_delay", new Grouping("carrier", List.of(), true), Detection.DEFAULT);
        List.of("AA", "UA").forEach(group -> flights.group(delay, group));
        flights.on(delay, "2013-12-10").group("AA").is(3, Verdict.expected);
        flights.on(delay, "2013-12-10").group("UA").is(99, Verdict.anomaly);

        // Then
        Document worst = browser.page("/monitors/" + delay);
        assertThat(worst.select("#group option").eachText()).containsExactly("UA: Anomaly", "AA: Expected");
        assertThat(cells(worst, "2013-12-10")).contains("99");
        Document chosen = browser.page("/monitors/" + delay + "?group=AA");
        assertThat(chosen.select("#group option[selected]").val()).isEqualTo("AA");
        assertThat(cells(chosen, "2013-12-10")).contains("3");
        assertThat(chosen.select("#measurements [name=group]").val()).isEqualTo("AA");
    }

    @Test
    void aMonitorWithoutPointsSaysWhatHappensNext() {
        UUID monitor = flights.monitor("Rows", MonitorMetric.TOTAL_ROW_COUNT, null);

        Document page = browser.page("/monitors/" + monitor);

        assertThat(page.select(".empty h2").text()).isEqualTo("Nothing is measured yet");
        assertThat(page.select("h1 + .badge").text()).isEqualTo("Not measured yet");
    }

    @Test
    void hostileNamesAreTextAndNothingElse() {
        // Given
        UUID monitor = flights.monitor(
                HOSTILE, MonitorMetric.AVERAGE, HOSTILE, new Grouping("g", List.of(), true), Detection.DEFAULT);
        flights.group(monitor, HOSTILE);
        flights.on(monitor, "2013-12-10").group(HOSTILE).is(1, Verdict.anomaly);
        flights.change(monitor, Instant.parse("2013-12-09T10:00:00Z"), HOSTILE, HOSTILE);

        // When
        Document page = browser.page("/monitors/" + monitor);

        // Then
        assertThat(page.select("script")).hasSize(5);
        assertThat(page.select("script").eachText()).isEmpty();
        assertThat(page.select("h1").text()).isEqualTo(HOSTILE);
        assertThat(plot(page).get("changes").get(0).get("text").asText()).isEqualTo(HOSTILE);
        assertThat(page.select("#group option[selected]").val()).isEqualTo(HOSTILE);
    }

    @Test
    void anotherOrganisationSeesNothing() {
        // Given
        UUID monitor = week();
        Browser other = server.browserOf("Somebody Else");
        String path = "/monitors/" + monitor;

        // Then
        assertThat(other.get(path).statusCode()).isEqualTo(404);
        assertThat(other.post(path + "/feedback", Map.of("mark", "anomaly", "point", TENTH)).statusCode())
                .isEqualTo(404);
        assertThat(other.post(path + "/settings", Map.of("sensitivity", "1", "above", "on")).statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/monitors/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(browser.get("/monitors/nonsense").statusCode()).isEqualTo(404);
    }

    /// Six points in seven days.
    private UUID week() {
        UUID monitor = flights.monitor("Missing departure times", MonitorMetric.MISSING_PERCENT, "dep_time");
        flights.on(monitor, "2013-12-04").backfilled().training(2.5, 1);
        flights.on(monitor, "2013-12-05").range(Double.NEGATIVE_INFINITY, 2, 7).is(3, Verdict.expected);
        flights.on(monitor, "2013-12-06").range(0, 2, 7).score(1.5).is(9.5, Verdict.anomaly);
        flights.on(monitor, "2013-12-07").gap("empty");
        flights.on(monitor, "2013-12-09").range(0, 2, 7).score(2).marked("expected").is(12, Verdict.continuing);
        flights.on(monitor, "2013-12-10").range(0, 2, 7.1).score(3.05).is(21.633, Verdict.anomaly);
        return monitor;
    }

    private String rows(String path) {
        return browser.page(path).expectFirst(".pager span").text();
    }

    private String mistake(String path, Map<String, String> form) {
        return Jsoup.parse(browser.post(path, form).body()).select("#settings > [role=alert]").text();
    }

    /// All but the check box, without empty cells.
    private static List<String> cells(Document page, String day) {
        return page.select("tr[data-at^=" + day + "] td").eachText();
    }

    private static String plain(JsonNode text) {
        return text.asText().replace('\u00a0', ' ');
    }

    private static JsonNode plot(Document page) {
        try {
            return new ObjectMapper().readTree(page.expectFirst("#series").wholeText());
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
