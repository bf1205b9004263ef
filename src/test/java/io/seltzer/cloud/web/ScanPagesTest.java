package io.seltzer.cloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.store.InstructionState;
import io.seltzer.protocol.results.LogLine.Level;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class ScanPagesTest {
    private static final Instant NOW = Flights.VERIFIED.plusSeconds(3600);

    private static TestServer server;
    private static Seed seed;
    private UUID organisation;
    private Flights flights;
    private Browser browser;

    @BeforeAll
    static void start() {
        server = TestServer.start(InstantSource.fixed(NOW));
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
        flights = new Flights(seed, organisation, "flights");
    }

    @Test
    void aScanThatIsOverShowsWhatItDidAndAsksNoMore() {
        // When
        Document page = browser.page("/scans/" + flights.scan);

        // Then
        assertThat(page.select("h1").text()).isEqualTo("Scan of flights");
        assertThat(page.select("h1 + span").text()).isEqualTo("Failed");
        assertThat(page.select(".stat").eachText())
                .containsExactly("Passed 3", "Warning 1", "Failed 1", "Not evaluated 0", "Rows tested 943",
                        "Duration 3.8 s");
        assertThat(page.select(".timeline li > span").eachText())
                .containsExactly(
                        "Created", "Taken by an agent", "Job started", "Results received", "Ended with failures");
        assertThat(page.select(".log li").eachText())
                .contains("3 06:00:02.504 error Heartbeat refused by the gateway (503); next try in 1 s");
        assertThat(page.select(".log li.e")).hasSize(1);
        assertThat(page.select(".log li.w")).hasSize(1);
        assertThat(page.select("[data-lines]").eachText()).containsExactly("All 5", "Warnings 1", "Errors 1");
        assertThat(page.select(".facts").text())
                .contains("Data source flights_dwh", "Job scan-k3v7q2m5t4xw6h2a", "Exit code 0", "Lease epoch 1");
        assertThat(page.select("#scan-results tbody tr:not(.kept)").eachText())
                .containsExactly(
                        "Failed Departure time is present 204 of 943 rows dep_time 21.63 % warns from 5,"
                                + " fails from 10 %",
                        "Warning Destination exists in airports 19 of 943 rows dest 19 rows warns unless"
                                + " 0 rows");
        assertThat(page.select("#failed-rows pre").text()).isEqualTo(Flights.SQL);
        assertThat(page.select("[hx-get]")).isEmpty();
    }

    @Test
    void aLocalRunSaysSoAndHasNoLease() {
        // Given a run of a dataset without a contract
        UUID dataset = seed.dataset(organisation, "shopdb", List.of("prod", "public"), "orders");
        UUID source = seed.dataSource(organisation, "shopdb");
        UUID scan = seed.localRun(organisation, dataset, source, NOW);
        seed.counts(scan, 1, 0, 1, 0);
        line(scan, 0, "Verifying <b>orders</b>");

        // When
        Document page = browser.page("/scans/" + scan);

        // Then
        assertThat(page.select("#scan-head .head-meta").text()).contains("local run");
        assertThat(page.select("#scan-side .facts").text())
                .contains("Contract not published")
                .doesNotContain("Deadline", "Attempts", "Lease epoch", "Job");
        assertThat(page.select(".log li").text()).contains("Verifying <b>orders</b>");
        assertThat(page.select("main").text()).doesNotContain("Row values and secrets never");
        assertThat(page.select("#failed-rows")).isEmpty();
        assertThat(browser.page("/scans").select("tbody tr:contains(orders)").text()).contains("local run");
        Document shown = browser.page("/datasets/" + dataset);
        assertThat(shown.text()).doesNotContain("Verify now");
        assertThat(browser.page("/datasets").select("tr:contains(orders)").text()).contains("1 failed");
    }

    @Test
    void aRunningScanBringsWhatIsNewUntilItIsOver() {
        // Given
        UUID scan = add(InstructionState.running, NOW.minusSeconds(5));
        line(scan, 0, "Scan started");
        Document page = browser.page("/scans/" + scan);
        String live = page.select("#poll").attr("hx-get");
        assertThat(page.select("#poll").attr("hx-trigger")).isEqualTo("every 1s");

        // When nothing happened
        // Then
        assertThat(browser.get(live).statusCode()).isEqualTo(204);

        // When
        line(scan, 1, "Query 1 of 5");
        Document news = Jsoup.parse(browser.get(live).body());

        // Then
        assertThat(news.select("li span:last-child").eachText())
                .contains("Query 1 of 5")
                .doesNotContain("Scan started");
        assertThat(news.select("ol[hx-swap-oob]").attr("hx-swap-oob")).isEqualTo("beforeend:#log");
        assertThat(news.select("#log-all").text()).isEqualTo("2");
        String next = news.select("#poll").attr("hx-get");
        assertThat(browser.get(next).statusCode()).isEqualTo(204);

        // When it ended, but its last lines may still come
        seed.counts(scan, 5, 0, 0, 0);
        seed.update(scan, Map.of("state", "completed", "ended_at", NOW.minusSeconds(1)));
        Document ended = Jsoup.parse(browser.get(next).body());

        // Then
        assertThat(ended.select("#scan-head .badge").text()).isEqualTo("Passed");
        assertThat(ended.select("#poll").attr("hx-get")).isNotEmpty();

        // When that is over
        seed.update(scan, Map.of("ended_at", NOW.minusSeconds(60)));
        Document over = Jsoup.parse(browser.get(ended.select("#poll").attr("hx-get")).body());

        // Then
        assertThat(over.select("#poll")).hasSize(1);
        assertThat(over.select("[hx-get]")).isEmpty();
    }

    @Test
    void whatNoPageSentIsNoCursor() {
        assertThat(browser.get("/scans/" + flights.scan + "/live?seen=1;drop").statusCode()).isEqualTo(400);
        assertThat(browser.get("/scans/" + flights.scan + "/live").statusCode()).isEqualTo(400);
    }

    @Test
    void aScanWithoutResultsSaysWhy() {
        // Given
        UUID scan = add(InstructionState.failed, NOW.minusSeconds(60));
        seed.update(scan, Map.of("failure_code", "source.unreachable", "failure_message", "Check host and port."));
        seed.event(organisation, scan, "failed", "source.unreachable", NOW);

        // When
        Document page = browser.page("/scans/" + scan);

        // Then
        assertThat(page.select(".notice").text()).isEqualTo("No results. Check host and port. source.unreachable");
        assertThat(page.select(".stat").eachText()).contains("Passed –", "Failed –");
        assertThat(page.select("h1 + span").text()).isEqualTo("Error");
    }

    @Test
    void aLongLogShowsItsEnd() {
        // Given
        UUID scan = add(InstructionState.running, NOW);
        seed.run(
                "insert into scan_log (scan_id, organisation_id, epoch, line, level, message, logged_at)"
                        + " select ?, ?, 1, n, 'info', 'line ' || n, now() from generate_series(0, 2099) as n",
                scan,
                organisation);

        // When
        Document page = browser.page("/scans/" + scan);

        // Then
        assertThat(page.select(".log li")).hasSize(ScanLog.MOST);
        assertThat(page.select(".log li").eachText().getLast()).endsWith("line 2099");
        assertThat(page.select(".card-note").text()).isEqualTo("The first 100 lines are not shown.");
        assertThat(page.select("#log-all").text()).isEqualTo("2,100");
    }

    @Test
    void scansAreListedNewestFirst() {
        // Given
        UUID queued = add(InstructionState.queued, NOW);

        // When
        Document page = browser.page("/scans");

        // Then
        assertThat(page.expectFirst("tbody tr").select("td a").attr("href")).isEqualTo("/scans/" + queued);
        assertThat(page.select("tbody tr").get(1).text())
                .isEqualTo("Failed flights flights_dwh / nyc / public 11 Dec 2013, 06:00 3.8 s 3 Passed 1 Warning"
                        + " 1 Failed agent-of-flights");
        assertThat(page.select("tbody tr")).hasSize(8);
    }

    @Test
    void theScansOfOneDataset() {
        // Given
        Flights other = new Flights(seed, organisation, "planes");

        // When
        Document page = browser.page("/scans?dataset=" + other.dataset);

        // Then
        assertThat(page.select("tbody th a").eachText()).hasSize(7).containsOnly("planes");
        assertThat(page.select(".head-meta").text()).contains("7 scans of planes");
    }

    @Test
    void aFaultOfTheServerIsAPageWithoutItsInsides() {
        // Given a level that no scan can send
        seed.run("update scan_log set level = 'secret-level' where scan_id = ?", flights.scan);

        // When
        HttpResponse<String> broken = browser.get("/scans/" + flights.scan);

        // Then
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(Jsoup.parse(broken.body()).select("h1").text()).isEqualTo("This page could not be made");
        assertThat(broken.body()).doesNotContain("secret-level", "Exception");
    }

    @Test
    void whatIsNoIdIsNotThere() {
        HttpResponse<String> missing = browser.get("/scans/none");

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(Jsoup.parse(missing.body()).select("h1").text()).isEqualTo("There is no such page");
    }

    private UUID add(InstructionState state, Instant created) {
        return seed.scan(organisation, flights.dataset, flights.contract, flights.source, state, created);
    }

    private void line(UUID scan, int line, String message) {
        seed.log(organisation, scan, line, Level.info, message, NOW);
    }
}
