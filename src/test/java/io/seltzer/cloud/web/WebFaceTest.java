package io.seltzer.cloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebFaceTest {
    private static TestServer server;
    private static Flights flights;
    private static Browser browser;

    @BeforeAll
    static void start() {
        server = TestServer.start(InstantSource.fixed(Flights.VERIFIED.plusSeconds(3600)));
        try (Seed seed = server.seed()) {
            flights = new Flights(seed, seed.organisation(TestServer.ORGANISATION), "flights");
        }
        browser = Browser.loggedIn(server, TestServer.KEY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> pages() {
        return List.of(
                "/login", "/datasets", "/datasets/" + flights.dataset, "/scans", "/scans/" + flights.scan, "/none");
    }

    @Test
    void noPageLetsTheBrowserRunOrLoadWhatIsNotOurs() {
        for (String path : pages()) {
            HttpResponse<String> response = browser.get(path);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy")).as(path).contains("same-origin");
            assertThat(response.headers().firstValue("Cache-Control")).as(path).contains("no-store");
        }
    }

    @Test
    void noPageNeedsMoreThanThePolicyAllows() {
        for (String path : pages()) {
            Document page = Jsoup.parse(browser.get(path).body());
            assertThat(page.select("[style], style, [onclick], script:not([src])")).as(path).isEmpty();
            assertThat(page.select("[src], link[href], use[href]").stream()
                            .map(element -> element.hasAttr("src") ? element.attr("src") : element.attr("href")))
                    .as(path)
                    .isNotEmpty()
                    .allMatch(address -> address.startsWith("/static/"));
        }
    }

    @Test
    void everyIconOfAPageIsInTheSprite() throws Exception {
        // Given
        String sprite = browser.get(StaticFile.ICONS.address()).body();
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(sprite.getBytes(StandardCharsets.UTF_8)));

        // Then
        for (String path : pages()) {
            for (Element use : Jsoup.parse(browser.get(path).body()).select("use")) {
                String name = use.attr("href").substring(use.attr("href").indexOf('#') + 1);
                assertThat(sprite).as(path).contains("id=\"" + name + "\"");
            }
        }
    }

    @Test
    void statesAreWordsBesideTheirIcons() {
        for (String path : pages()) {
            for (Element state : Jsoup.parse(browser.get(path).body()).select(".st")) {
                assertThat(state.select("svg").attr("aria-hidden")).as(path).isEqualTo("true");
                assertThat(state.text()).as(path).isNotBlank();
            }
        }
    }

    @Test
    void filesWithTheRightHashStayForEver() {
        // When
        HttpResponse<String> styles = browser.get(StaticFile.STYLES.address());
        HttpResponse<String> outdated = browser.get("/static/seltzer.css?v=0123456789ab");
        String tag = styles.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = browser.get("/static/seltzer.css", "If-None-Match", tag);

        // Then
        assertThat(styles.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(styles.body()).contains("--accent");
        assertThat(outdated.statusCode()).isEqualTo(200);
        assertThat(outdated.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(browser.get(StaticFile.HTMX.address()).body()).contains("htmx");
        assertThat(browser.get("/static/../application.yml").statusCode()).isEqualTo(404);
    }

    @Test
    void filesTravelPacked() {
        HttpResponse<String> packed = browser.get(StaticFile.STYLES.address(), "Accept-Encoding", "gzip");

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValueAsLong("Content-Length").orElseThrow()).isLessThan(12_000);
    }

    @Test
    void theStartIsTheListOfDatasets() {
        assertThat(browser.get("/").headers().firstValue("Location")).contains("/datasets");
    }

    @Test
    void whatIsNotThereSaysWhatToDo() {
        HttpResponse<String> missing = browser.get("/none");

        assertThat(missing.statusCode()).isEqualTo(404);
        Document page = Jsoup.parse(missing.body());
        assertThat(page.select("h1").text()).isEqualTo("There is no such page");
        assertThat(page.select(".btn").attr("href")).isEqualTo("/datasets");
    }

    @Test
    void theNavigationNamesPagesThatExist() {
        for (String path : browser.page("/datasets").select(".nav a").eachAttr("href")) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }
}
