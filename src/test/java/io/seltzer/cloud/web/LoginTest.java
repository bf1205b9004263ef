package io.seltzer.cloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.store.ApiKey;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTest {
    private static final Map<String, String> CREDENTIALS =
            Map.of("key", TestServer.KEY.id(), "secret", TestServer.KEY.secret());

    private static TestServer server;

    private Browser browser;

    @BeforeAll
    static void start() {
        server = TestServer.start(InstantSource.fixed(Flights.VERIFIED));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        browser = new Browser(server.address());
    }

    @Test
    void whoIsNotLoggedInGoesToTheLoginPageAndBackToWhereTheyWanted() {
        // When
        HttpResponse<String> refused = browser.get("/datasets?q=fl%20x");

        // Then
        assertThat(refused.statusCode()).isEqualTo(303);
        String login = location(refused);
        assertThat(login).isEqualTo("/login?next=%2Fdatasets%3Fq%3Dfl%2520x");
        assertThat(browser.page(login).select("input[name=next]").val()).isEqualTo("/datasets?q=fl%20x");

        // When
        HttpResponse<String> loggedIn = browser.post("/login", with("next", "/datasets?q=fl%20x"));

        // Then
        assertThat(loggedIn.statusCode()).isEqualTo(303);
        assertThat(location(loggedIn)).isEqualTo("/datasets?q=fl%20x");
        assertThat(browser.get("/datasets").statusCode()).isEqualTo(200);
    }

    @Test
    void afterTheLoginNobodyIsLedToAnotherSite() {
        List<String> others = List.of("https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example");
        for (String elsewhere : others) {
            assertThat(location(browser.post("/login", with("next", elsewhere)))).isEqualTo("/datasets");
        }
    }

    @Test
    void aWrongSecretAndAnUnknownKeyReadAlike() {
        // When
        HttpResponse<String> wrong = browser.logIn(new ApiKey(TestServer.KEY.id(), "not-the-secret"));
        HttpResponse<String> unknown = browser.logIn(new ApiKey("key-nobody", "not-the-secret"));

        // Then
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        Document page = Jsoup.parse(wrong.body());
        assertThat(page.select("#why").text()).isEqualTo("Key id and secret do not match.");
        assertThat(Jsoup.parse(unknown.body()).select("#why").text()).isEqualTo(page.select("#why").text());
        assertThat(page.select("#key").val()).isEqualTo(TestServer.KEY.id());
        assertThat(wrong.body()).doesNotContain("not-the-secret");
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void tryingKeysOutIsStoppedEvenForTheRightOne() {
        // Given a server of its own, as all browsers here have one address
        try (TestServer tried = TestServer.start(InstantSource.fixed(Flights.VERIFIED))) {
            Browser guesser = new Browser(tried.address());
            for (int failure = 0; failure < LoginAttempts.MOST; failure++) {
                guesser.logIn(new ApiKey(TestServer.KEY.id(), "guess-" + failure));
            }

            // When
            HttpResponse<String> refused = guesser.logIn(TestServer.KEY);

            // Then
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("300");
            assertThat(Jsoup.parse(refused.body()).select("#why").text()).contains("Wait five minutes");
        }
    }

    @Test
    void theSessionCookieIsOutOfReachForScriptsAndOtherSites() {
        // When
        String cookie = browser.logIn(TestServer.KEY).headers().firstValue("Set-Cookie").orElseThrow();

        // Then
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax", "Path=/").doesNotContain("Secure");
    }

    @Test
    void behindHttpsTheCookieNeverTravelsInPlain() {
        HttpResponse<String> loggedIn =
                browser.post("/login", CREDENTIALS, server.address(), "X-Forwarded-Proto", "https");

        assertThat(loggedIn.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
    }

    @Test
    void theBrowsersOwnWordOnTheSiteCountsBeforeTheOrigin() {
        HttpResponse<String> crossSite =
                browser.post("/login", CREDENTIALS, server.address(), "Sec-Fetch-Site", "cross-site");
        HttpResponse<String> behindProxy =
                browser.post("/login", CREDENTIALS, "https://public.example", "Sec-Fetch-Site", "same-origin");

        assertThat(crossSite.statusCode()).isEqualTo(403);
        assertThat(behindProxy.statusCode()).isEqualTo(303);
    }

    @Test
    void nobodyAsksForAScanWithoutALogin() {
        HttpResponse<String> refused =
                browser.post("/datasets/00000000-0000-0000-0000-000000000000/verify", Map.of());

        assertThat(location(refused)).isEqualTo("/login");
    }

    @Test
    void theDatabaseHoldsNoTokenThatOpensASession() {
        // When
        String cookie = browser.logIn(TestServer.KEY).headers().firstValue("Set-Cookie").orElseThrow();

        // Then
        String token = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        try (Seed seed = server.seed()) {
            assertThat(seed.texts("select encode(token_hash, 'escape') from web_session"))
                    .isNotEmpty()
                    .doesNotContain(token);
        }
    }

    @Test
    void loggingOutEndsTheSessionOnTheServer() {
        // Given
        browser.logIn(TestServer.KEY);
        Browser copy = browser.copy();

        // When
        HttpResponse<String> loggedOut = browser.post("/logout", Map.of());

        // Then
        assertThat(location(loggedOut)).isEqualTo("/login");
        assertThat(location(copy.get("/datasets"))).isEqualTo("/login");
    }

    @Test
    void aSessionEndsWhenItsKeyIsRevoked() {
        // Given
        ApiKey key = new ApiKey("key-revoked", "revoked-secret-0123456789");
        server.add("Revoked", key);
        browser.logIn(key);
        assertThat(browser.get("/datasets").statusCode()).isEqualTo(200);

        // When
        try (Seed seed = server.seed()) {
            seed.run("update api_key set revoked_at = now() where id = ?", key.id());
        }

        // Then
        assertThat(browser.get("/datasets").statusCode()).isEqualTo(303);
    }

    @Test
    void aFormFromAnotherSiteIsRefused() {
        // When
        HttpResponse<String> refused = browser.post("/login", CREDENTIALS, "https://evil.example");

        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(Jsoup.parse(refused.body()).select("h1").text()).contains("did not come from a page of this server");
    }

    @Test
    void aPieceOfAPageTellsThePageToLeaveForTheLogin() {
        // When
        HttpResponse<String> refused = browser.get(
                "/scans/00000000-0000-0000-0000-000000000000/live?seen=x",
                "HX-Request", "true", "HX-Current-URL", server.address() + "/scans/7?a=b");

        // Then
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("HX-Redirect")).contains("/login?next=%2Fscans%2F7%3Fa%3Db");
    }

    private static Map<String, String> with(String name, String value) {
        return Map.of("key", TestServer.KEY.id(), "secret", TestServer.KEY.secret(), name, value);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }
}
