package io.seltzer.cloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.protocol.results.Diagnostics.SchemaChanges;
import io.seltzer.protocol.results.Diagnostics.SchemaColumn;
import io.seltzer.protocol.results.Diagnostics.TypeChange;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class MonitorListPagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'&";

    private static TestServer server;
    private static Seed seed;
    private UUID organisation;
    private Browser browser;

    @BeforeAll
    static void start() {
        server = TestServer.start(InstantSource.fixed(Flights.VERIFIED.plusSeconds(3600)));
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
    }

    @Test
    void withoutMonitorsThePagesSayTheNextStep() {
        UUID dataset = seed.dataset(organisation, "flights_dwh", List.of("mart"), "airport_day");

        assertThat(browser.page("/monitors").select(".empty h2").text()).isEqualTo("No monitor yet");
        Document page = browser.page("/datasets/" + dataset + "/monitors");
        assertThat(page.select(".empty h2").text()).isEqualTo("No monitor");
        assertThat(page.select(".empty code").text()).contains("/api/v1/datasets/" + dataset + "/metricMonitoring");
    }

    @Test
    void theNavigationLeadsToTheMonitors() {
        Document page = browser.page("/monitors");

        assertThat(page.select(".nav [aria-current]").attr("href")).isEqualTo("/monitors");
    }

    @Test
    void whatNeedsAPersonComesFirst() {
        // Given
        MonitorSeed flights = new MonitorSeed(seed, organisation, "flights");
        UUID rows = flights.monitor("Rows a day", MonitorMetric.PARTITION_ROW_COUNT, null);
        flights.on(rows, "2013-12-10").range(700, 900, 1000).is(943, Verdict.expected);
        UUID training = flights.monitor("Average delay", MonitorMetric.AVERAGE, "dep_delay");
        flights.on(training, "2013-12-10").training(26.5, 3);
        UUID missing = flights.monitor("Missing departure times", MonitorMetric.MISSING_PERCENT, "dep_time");
        flights.on(missing, "2013-12-09").range(0, 2, 7).is(3.1, Verdict.expected);
        flights.on(missing, "2013-12-10").range(0, 2, 7.125).score(3).is(21.633, Verdict.anomaly);
        UUID tails = flights.monitor("Missing tail numbers", MonitorMetric.MISSING_PERCENT, "tailnum");
        flights.on(tails, "2013-12-10").range(0, 1, 2).score(2).is(5.83, Verdict.continuing);
        UUID gap = flights.monitor("Gates", MonitorMetric.UNIQUE_COUNT, "gate");
        flights.on(gap, "2013-12-10").gap("columnMissing");
        flights.monitor("Never measured", MonitorMetric.MEDIAN, "distance");

        // When
        Document page = browser.page("/monitors");

        // Then
        assertThat(page.select("tbody td:first-child").eachText())
                .containsExactly(
                        "Anomaly", "Continuing", "Training, 3 more", "Column missing", "Not measured yet", "Expected");
        Element first = page.expectFirst("tbody tr");
        assertThat(first.select("th a").attr("href")).isEqualTo("/monitors/" + missing);
        assertThat(first.select("th, td").eachText())
                .containsExactly(
                        "Anomaly", "Missing departure times dep_time, share of rows without a value",
                        "flights flights_dwh / nyc / public", "21.63 %", "0 to 7.13 %", "10 Dec 2013");
        assertThat(first.select(".spark").attr("aria-label")).isEqualTo("Last 2: expected, anomaly");
        assertThat(first.select(".spark .a")).hasSize(1);
        Element last = page.expectFirst("tbody tr:last-child");
        assertThat(last.select("td").eachText()).contains("943 rows", "700 to 1,000 rows");
    }

    @Test
    void theListIsFilteredByNameVerdictAndDataset() {
        // Given
        MonitorSeed flights = new MonitorSeed(seed, organisation, "flights");
        flights.on(flights.monitor("Delay", MonitorMetric.AVERAGE, "dep_delay"), "2013-12-10").is(1, Verdict.anomaly);
        flights.monitor("Rows", MonitorMetric.TOTAL_ROW_COUNT, null);
        MonitorSeed planes = new MonitorSeed(seed, organisation, "planes");
        planes.on(planes.monitor("Seats", MonitorMetric.SUM, "seats"), "2013-12-10").is(1, Verdict.expected);

        // Then
        assertThat(names("/monitors?q=DEP_")).containsExactly("Delay");
        assertThat(names("/monitors?q=planes")).containsExactly("Seats");
        assertThat(names("/monitors?verdict=anomaly")).containsExactly("Delay");
        assertThat(names("/monitors?verdict=expected")).containsExactly("Seats");
        assertThat(names("/monitors?verdict=none")).containsExactly("Rows");
        assertThat(names("/monitors?dataset=" + flights.dataset)).containsExactly("Delay", "Rows");
        assertThat(browser.page("/monitors?q=50%25").select(".empty h2").text()).isEqualTo("No monitor matches");
        assertThat(browser.get("/monitors?dataset=" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void aGroupedMonitorStandsWhereItsWorstGroupStands() {
        // Given
        MonitorSeed flights = new MonitorSeed(seed, organisation, "flights");
        UUID delay = flights.monitor(
                "Delay", MonitorMetric.AVERAGE, "dep_delay", new Grouping("carrier", List.of(), true), Detection.DEFAULT);
        List.of("AA", "UA & Co", "gone").forEach(group -> flights.group(delay, group));
        flights.on(delay, "2013-12-10").group("AA").is(3, Verdict.expected);
        flights.on(delay, "2013-12-10").group("UA & Co").is(99, Verdict.anomaly);
        flights.on(delay, "2013-11-10").group("gone").score(9).is(999, Verdict.anomaly);

        // When
        Element row = browser.page("/monitors").expectFirst("tbody tr");

        // Then
        assertThat(row.text()).contains("Anomaly", "99", "group UA & Co");
        assertThat(row.select("th a").attr("href")).isEqualTo("/monitors/" + delay + "?group=UA+%26+Co");
    }

    @Test
    void aDatasetShowsItsMonitorsAsCardsAndATable() {
        // Given
        MonitorSeed flights = new MonitorSeed(seed, organisation, "flights");
        UUID rows = flights.monitor("Rows a day", MonitorMetric.PARTITION_ROW_COUNT, null);
        flights.on(rows, "2013-12-10").range(700, 900, 1000).is(943, Verdict.expected);
        flights.monitor("Departure delay", MonitorMetric.AVERAGE, "dep_delay");
        flights.monitor("Own number", MonitorMetric.CUSTOM_SQL, null);

        // When
        Document page = browser.page("/datasets/" + flights.dataset + "/monitors");

        // Then
        assertThat(page.select(".head").text())
                .contains("per day of flight_date", "measured daily", "America/New_York",
                        "last scan 11 Dec 2013, 01:00, nothing unusual", "next scan 12 Dec 2013, 00:00");
        Element card = page.expectFirst("#dataset-monitors .monitor-card");
        assertThat(card.text()).contains("Expected", "Rows a day", "943 rows", "expected 700 to 1,000 rows");
        assertThat(page.select("#list tbody th a").eachText()).containsExactly("Departure delay", "Own number");
        assertThat(page.select(".tabs [aria-current]").text()).isEqualTo("Monitors");
    }

    @Test
    void theSchemaCardShowsSquaresAndWhatChanged() {
        // Given
        MonitorSeed flights = new MonitorSeed(seed, organisation, "flights");
        UUID schema = flights.monitor("Columns", MonitorMetric.SCHEMA_CHANGES, null);
        flights.on(schema, "2013-12-08").is(0, Verdict.expected);
        flights.on(schema, "2013-12-09").gap("denied");
        SchemaChanges changes = new SchemaChanges(
                List.of(new SchemaColumn("gate", "text")),
                List.of(new SchemaColumn("speed", null)),
                List.of(new TypeChange("dep_time", "integer", "bigint")));
        flights.on(schema, "2013-12-10").changes(changes).is(3, Verdict.anomaly);

        // When
        Element card = browser.page("/datasets/" + flights.dataset + "/monitors").expectFirst("#schema");

        // Then
        assertThat(card.select(".last7").attr("aria-label"))
                .isEqualTo("Last seven: no result, no result, no result, no result, unchanged, no result, changed");
        assertThat(card.select(".last7 svg").eachAttr("class")).endsWith("sq-pass", "sq-none", "sq-anomaly");
        assertThat(card.select(".changes li").eachText())
                .containsExactly(
                        "10 Dec 2013 gate (text) added",
                        "10 Dec 2013 speed removed",
                        "10 Dec 2013 dep_time was integer, now bigint");
        assertThat(card.select("strong").text()).isEqualTo("3 changes");
    }

    @Test
    void aScanOfMonitorsIsAmongTheScans() {
        // Given
        MonitorSeed flights = new MonitorSeed(seed, organisation, "flights");

        // When
        Document list = browser.page("/scans");
        Document scan = browser.page("/scans/" + flights.scan);

        // Then
        assertThat(list.select("tbody th").text()).isEqualTo("monitors of flights_dwh 1 dataset");
        assertThat(list.select("tbody th a").attr("href")).isEqualTo("/monitors?q=flights_dwh%2F");
        assertThat(list.select(".pager").text()).startsWith("1 to 1 of 1");
        assertThat(scan.select("h1").text()).isEqualTo("Scan of monitors of flights_dwh");
    }

    @Test
    void tenThousandMonitorsComeInPages() {
        // Given
        MonitorSeed flights = new MonitorSeed(seed, organisation, "flights");
        UUID one = flights.monitor("monitor 00000", MonitorMetric.SUM, "distance");
        flights.on(one, "2013-12-10").is(1, Verdict.expected);
        seed.run(
                "insert into monitor (organisation_id, dataset_id, name, metric, column_name, definition, series_since)"
                        + " select organisation_id, dataset_id, 'monitor ' || to_char(n, 'FM00000'), metric, column_name,"
                        + " definition, series_since from monitor, generate_series(1, 9999) n where id = ?",
                one);
        seed.run("update monitor set definition = definition || jsonb_build_object('id', id) where dataset_id = ?",
                flights.dataset);

        // When
        Document first = browser.page("/monitors?q=monitor");
        Document next = browser.page(first.select("a[rel=next]").attr("href"));

        // Then
        assertThat(first.select("tbody tr")).hasSize(50);
        assertThat(first.expectFirst(".pager span").text()).isEqualTo("1 to 50 of 10,000");
        assertThat(next.expectFirst(".pager span").text()).isEqualTo("51 to 100 of 10,000");
        assertThat(next.select("#search").val()).isEqualTo("monitor");
    }

    @Test
    void hostileNamesAreTextAndNothingElse() {
        // Given
        MonitorSeed flights = new MonitorSeed(seed, organisation, HOSTILE);
        UUID grouped = flights.monitor(
                HOSTILE, MonitorMetric.AVERAGE, HOSTILE, new Grouping("g", List.of(), true), Detection.DEFAULT);
        flights.group(grouped, HOSTILE);
        flights.on(grouped, "2013-12-10").group(HOSTILE).is(1, Verdict.anomaly);
        flights.monitor(HOSTILE, MonitorMetric.TOTAL_ROW_COUNT, null);

        for (String path : List.of("/monitors", "/datasets/" + flights.dataset + "/monitors")) {
            // When
            Document page = browser.page(path);

            // Then
            assertThat(page.select("script")).as(path).hasSize(2);
            assertThat(page.text()).as(path).contains(HOSTILE + ", average, group " + HOSTILE);
        }
    }

    @Test
    void anotherOrganisationSeesNothing() {
        // Given
        MonitorSeed flights = new MonitorSeed(seed, organisation, "flights");
        flights.monitor("Rows", MonitorMetric.TOTAL_ROW_COUNT, null);
        Browser other = server.browserOf("Somebody Else");

        // Then
        assertThat(other.page("/monitors").select(".empty h2").text()).isEqualTo("No monitor yet");
        assertThat(other.get("/datasets/" + flights.dataset + "/monitors").statusCode()).isEqualTo(404);
        assertThat(other.get("/monitors?dataset=" + flights.dataset).statusCode()).isEqualTo(404);
    }

    private List<String> names(String path) {
        return browser.page(path).select("tbody th a").eachText();
    }
}
