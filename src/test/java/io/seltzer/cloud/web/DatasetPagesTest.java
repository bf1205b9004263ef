package io.seltzer.cloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.store.InstructionState;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.LogLine.Level;
import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import java.net.http.HttpResponse;
import java.time.InstantSource;
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

class DatasetPagesTest {
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
    void withoutDatasetsTheListSaysTheNextStep() {
        Document page = browser.page("/datasets");

        assertThat(page.select(".empty h2").text()).isEqualTo("No dataset yet");
        assertThat(page.select(".empty code").text()).contains("/api/v1/contracts");
    }

    @Test
    void theListPutsWhatNeedsAPersonFirst() {
        // Given
        seed.dataset(organisation, "flights_dwh", List.of("mart"), "airport_day");
        UUID fresh = seed.dataset(organisation, "flights_dwh", List.of("mart"), "fresh");
        seed.contract(organisation, fresh, 1);
        new Flights(seed, organisation, "flights");
        Flights broken = new Flights(seed, organisation, "broken");
        seed.scan(
                organisation, broken.dataset, broken.contract, broken.source, InstructionState.failed,
                Flights.VERIFIED.plusSeconds(60));

        // When
        Document page = browser.page("/datasets");

        // Then
        assertThat(page.select("tbody th a").eachText()).containsExactly("flights", "broken", "airport_day", "fresh");
        assertThat(page.select("tbody td:nth-child(2)").eachText())
                .containsExactly("1 failed", "Scan error", "No contract", "Not verified");
        Element flights = page.expectFirst("tbody tr");
        assertThat(flights.select("small").text()).isEqualTo("flights_dwh / nyc / public");
        assertThat(flights.select(".last7").attr("aria-label"))
                .isEqualTo("Last seven: warning, failed, warning, passed, warning, warning, failed");
        assertThat(flights.select(".share").text()).isEqualTo("60 %");
        assertThat(flights.select(".tally").text()).isEqualTo("3 Passed 1 Warning 1 Failed");
        assertThat(flights.select("time").attr("datetime")).isEqualTo("2013-12-11T06:00:00Z");
        assertThat(page.select(".pager").text()).contains("1 to 4 of 4").contains("Times are UTC");
    }

    @Test
    void theSearchLivesInTheAddress() {
        // Given
        seed.dataset(organisation, "flights_dwh", List.of("mart"), "airport_day");
        new Flights(seed, organisation, "flights");

        // Then
        assertThat(browser.page("/datasets?q=AIRPORT").select("tbody th a").eachText()).containsExactly("airport_day");
        assertThat(browser.page("/datasets?state=trouble").select("tbody th a").eachText()).containsExactly("flights");
        Document none = browser.page("/datasets?q=nothing+like+it");
        assertThat(none.select(".empty h2").text()).isEqualTo("No dataset matches");
        assertThat(none.select("#search").val()).isEqualTo("nothing like it");
    }

    @Test
    void aLongListComesInPages() {
        // Given
        for (int number = 0; number < 51; number++) {
            seed.dataset(organisation, "dwh", List.of("s"), "table_%02d".formatted(number));
        }

        // When
        Document first = browser.page("/datasets?q=table");
        Document second = browser.page(first.select("a[rel=next]").attr("href"));

        // Then
        assertThat(first.expectFirst(".pager span").text()).isEqualTo("1 to 50 of 51");
        assertThat(second.select("tbody th a").eachText()).containsExactly("table_50");
        assertThat(second.select("#search").val()).isEqualTo("table");
        assertThat(second.select("a[rel=next]")).isEmpty();
    }

    @Test
    void aDatasetShowsItsChecksWithValueRuleAndLastResults() {
        // Given
        Flights flights = new Flights(seed, organisation, "flights");

        // When
        Document page = browser.page("/datasets/" + flights.dataset);

        // Then
        assertThat(page.select("h1").text()).isEqualTo("flights");
        assertThat(page.select(".address").text()).isEqualTo("flights_dwh/nyc/public/flights");
        assertThat(page.select(".badge").text()).isEqualTo("1 failed");
        assertThat(page.select(".notice").text()).startsWith("1 of 5 checks failed.");
        assertThat(page.select(".reading").text()).isEqualTo("3 of 5");
        assertThat(page.select(".group th button").eachText())
                .containsExactly(
                        "Dataset 2 Passed 0 Warning 0 Failed",
                        "dep_time integer 0 Passed 0 Warning 1 Failed",
                        "dest char(3) 0 Passed 1 Warning 0 Failed",
                        "flight_date date 1 Passed 0 Warning 0 Failed");
        assertThat(page.select("tbody.is-closed .group").text()).startsWith("flight_date");
        Element failed = row(page, "Departure time is present");
        assertThat(failed.select("td").eachText())
                .startsWith("Failed", "Departure time is present 204 of 943 rows", "21.63 %",
                        "warns from 5, fails from 10 %", "11 Dec 2013, 06:00");
        assertThat(failed.select(".last7").attr("aria-label"))
                .isEqualTo("Last seven: passed, failed, warning, not evaluated, warning, warning, failed");
        assertThat(row(page, "Schema matches the contract").select("td").eachText())
                .contains("as agreed", "2 columns as agreed");
        assertThat(row(page, "Rows per day between 650 and 1,100").select("td").eachText())
                .contains("943 rows", "fails below 650 or above 1,100 rows");
        assertThat(row(page, "Destination exists in airports").select("td").eachText())
                .contains("Warning", "19 rows", "warns unless 0 rows");
        assertThat(page.select(".facts").text())
                .contains("Rows tested 943", "Took 3.8 s", "Columns with checks 3 of 4", "Contract version 14");
    }

    @Test
    void failedRowsAreANumberAndTheSqlToSeeThemElsewhere() {
        // Given
        Flights flights = new Flights(seed, organisation, "flights");

        // When
        Document page = browser.page("/datasets/" + flights.dataset);

        // Then
        Element kept = page.expectFirst("tr.in-group:contains(Departure time is present) + .kept");
        assertThat(kept.select("summary").text()).isEqualTo("204 rows in your warehouse");
        assertThat(kept.select("pre code").text()).isEqualTo(Flights.SQL + " and fails_check = 'dep'");
        assertThat(kept.select("button[data-copy]").text()).isEqualTo("Copy SQL");
    }

    @Test
    void aScanWithoutResultsIsSaidAboveTheOlderOnes() {
        // Given
        Flights flights = new Flights(seed, organisation, "flights");
        UUID failed = seed.scan(
                organisation, flights.dataset, flights.contract, flights.source, InstructionState.failed,
                Flights.VERIFIED.plusSeconds(60));
        seed.update(failed, Map.of("failure_code", "source.unreachable", "failure_message", "Check host and port."));

        // When
        Document page = browser.page("/datasets/" + flights.dataset);

        // Then
        assertThat(page.select(".notice").text())
                .isEqualTo("The last scan came to no result. Check host and port. The results here are older."
                        + " Look at the scan");
        assertThat(page.select(".notice a").attr("href")).isEqualTo("/scans/" + failed);
        assertThat(page.select(".reading").text()).isEqualTo("3 of 5");
    }

    @Test
    void aDatasetWithoutAContractCannotBeVerified() {
        UUID dataset = seed.dataset(organisation, "flights_dwh", List.of("mart"), "airport_day");

        Document page = browser.page("/datasets/" + dataset);

        assertThat(page.select(".empty h2").text()).isEqualTo("No contract");
        assertThat(page.select("form[action$=/verify]")).isEmpty();
    }

    @Test
    void verifyNowQueuesAScanAndShowsIt() {
        // Given
        Flights flights = new Flights(seed, organisation, "flights");
        String action = browser.page("/datasets/" + flights.dataset).select("form.actions").attr("action");

        // When
        HttpResponse<String> asked = browser.post(action, Map.of());

        // Then
        assertThat(asked.statusCode()).isEqualTo(303);
        Document scan = browser.page(asked.headers().firstValue("Location").orElseThrow());
        assertThat(scan.select("h1 + span").text()).isEqualTo("Queued");
        assertThat(browser.page("/datasets/" + flights.dataset).select(".notice").text())
                .startsWith("A scan is under way.");
    }

    @Test
    void whatCannotBeVerifiedIsRefusedInWords() {
        // Given
        UUID dataset = seed.dataset(organisation, "nowhere", List.of("s"), "t");
        seed.contract(organisation, dataset, 1);

        // When
        HttpResponse<String> refused = browser.post("/datasets/" + dataset + "/verify", Map.of());

        // Then
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(refused.body()).expectFirst(".empty p").text())
                .isEqualTo("There is no data source nowhere. Create it, then verify again.");
    }

    @Test
    void anotherOrganisationSeesNothing() {
        // Given
        Flights flights = new Flights(seed, organisation, "flights");
        Browser other = server.browserOf("Somebody Else");

        // Then
        assertThat(other.page("/datasets").select(".empty h2").text()).isEqualTo("No dataset yet");
        assertThat(other.page("/scans").select(".empty h2").text()).isEqualTo("No scan here");
        for (String path : List.of(
                "/datasets/" + flights.dataset,
                "/scans?dataset=" + flights.dataset,
                "/scans/" + flights.scan,
                "/scans/" + flights.scan + "/live?seen=running.0.1.1.1")) {
            assertThat(other.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(other.post("/datasets/" + flights.dataset + "/verify", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void hostileNamesAreTextAndNothingElse() {
        // Given
        Flights flights = new Flights(seed, organisation, HOSTILE);
        UUID check = seed.check(
                organisation, flights.dataset, HOSTILE, "missing", HOSTILE, HOSTILE, "checks:\n- {}\n", 9);
        Diagnostics missing =
                Flights.diagnostics("1", Flights.above("0"), null, new Diagnostics.Missing(1L, 1.0, 9L, 9L, null));
        seed.result(organisation, check, flights.scan, Outcome.fail, missing, Flights.VERIFIED);
        seed.failedRows(flights.scan, List.of(new WarehouseTable(
                HOSTILE, HOSTILE, 1, HOSTILE, List.of(new WarehouseTable.CheckRows(HOSTILE, 1, HOSTILE)))));
        seed.log(organisation, flights.scan, 90, Level.info, HOSTILE, Flights.VERIFIED);
        seed.event(organisation, flights.scan, HOSTILE, HOSTILE, Flights.VERIFIED);

        for (String path : List.of("/datasets", "/datasets/" + flights.dataset, "/scans", "/scans/" + flights.scan)) {
            // When
            Document page = browser.page(path);

            // Then
            assertThat(page.select("script").eachAttr("src")).as(path).hasSize(2);
            assertThat(page.select("script")).as(path).hasSize(2);
            assertThat(page.text()).as(path).contains(HOSTILE);
        }
    }

    private static Element row(Document page, String check) {
        return page.select("tr.in-group").stream()
                .filter(row -> row.text().contains(check))
                .findFirst()
                .orElseThrow();
    }
}
