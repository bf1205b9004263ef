package io.seltzer.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.TestHttp.Answer;
import io.seltzer.protocol.AgentApi.Claim;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.AgentApi.Granted;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.ScanApi.HeartbeatAnswer;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.LogLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A scan that speaks to the control plane itself, and its agent, which only launches it.
class ScanDeliveryTest {
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(61);
    private static RunningControlPlane control;

    private TestOrganisation organisation;
    private TestAgent agent;
    private UUID scan;

    @BeforeAll
    static void start() throws Exception {
        control = RunningControlPlane.start();
    }

    @AfterAll
    static void stop() throws Exception {
        control.close();
    }

    @BeforeEach
    void queue() throws Exception {
        organisation = control.organisation();
        agent = organisation.agent("cluster");
        scan = organisation.verify(organisation.publish());
    }

    @Test
    void a_token_comes_only_to_who_asks_for_it() {
        assertThat(agent.claimOne().jobToken()).isNull();
    }

    @Test
    void the_whole_way_of_a_scan() {
        // Given
        Grant grant = claim();
        String token = token(grant);

        // When
        ScanBundle bundle = WireJson.read(say("GET", ScanApi.BUNDLE, token, "").body(), ScanBundle.class);

        // Then
        assertThat(bundle.scanId()).isEqualTo(scan);
        assertThat(bundle.lease()).isEqualTo(grant.lease());
        assertThat(organisation.state(scan)).isEqualTo("executing");
        assertThat(WireJson.read(say("POST", ScanApi.HEARTBEAT, token, "").body(), HeartbeatAnswer.class))
                .isEqualTo(new HeartbeatAnswer(60, false));
        assertThat(say("POST", ScanApi.LOGS, token, log("hello")).status()).isEqualTo(202);

        // When
        assertThat(say("POST", ScanApi.RESULTS, token, results()).status()).isEqualTo(202);
        assertThat(say("POST", ScanApi.RESULTS, token, results()).status()).as("again").isEqualTo(202);
        agent.complete(grant.lease());

        // Then
        assertThat(organisation.state(scan)).isEqualTo("completed");
        assertThat(say("POST", ScanApi.HEARTBEAT, token, "").status()).as("its token is dead").isEqualTo(401);
    }

    @Test
    void a_failure_ends_the_scan_with_its_reason_and_the_agents_word_changes_nothing() {
        // Given
        Grant grant = claim();
        String token = token(grant);

        // When
        Answer taken = say(
                "POST",
                ScanApi.FAILURE,
                token,
                WireJson.text(new ScanApi.Failure("config.missing-environment", "Set SHOP_USER.")));
        assertThat(agent.complete(grant.lease()).status()).isEqualTo(200);

        // Then
        assertThat(taken.status()).isEqualTo(202);
        assertThat(organisation.state(scan)).isEqualTo("failed");
        assertThat(organisation.scan(scan).toString()).contains("config.missing-environment");
    }

    @Test
    void a_failure_without_a_proper_code_is_refused() {
        String token = token(claim());

        Answer answer = say("POST", ScanApi.FAILURE, token, WireJson.text(new ScanApi.Failure("Not A Code", "...")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("message.not-allowed");
    }

    @Test
    void heartbeats_keep_the_lease() {
        // Given
        String token = token(claim());

        // When
        control.clock().advance(Duration.ofSeconds(40));
        say("POST", ScanApi.HEARTBEAT, token, "");
        control.clock().advance(Duration.ofSeconds(40));

        // Then
        assertThat(organisation.agent("cluster").claim(1)).isEmpty();
    }

    @Test
    void a_heartbeat_tells_that_somebody_wants_the_scan_to_stop() {
        // Given
        String token = token(claim());

        // When
        organisation.http().rest("DELETE", "/scans/" + scan);

        // Then
        assertThat(WireJson.read(say("POST", ScanApi.HEARTBEAT, token, "").body(), HeartbeatAnswer.class).cancel())
                .isTrue();
    }

    @Test
    void a_token_dies_with_its_epoch() {
        // Given
        String older = token(claim());
        control.clock().advance(LONGER_THAN_A_LEASE);

        // When
        String current = token(claim());

        // Then
        for (String path : List.of(ScanApi.HEARTBEAT, ScanApi.LOGS, ScanApi.RESULTS, ScanApi.FAILURE)) {
            assertThat(say("POST", path, older, "{}").status()).as(path).isEqualTo(401);
        }
        assertThat(say("GET", ScanApi.BUNDLE, older, "").status()).isEqualTo(401);
        assertThat(say("POST", ScanApi.HEARTBEAT, current, "").status()).isEqualTo(200);
    }

    @Test
    void a_grant_that_is_handed_out_again_brings_another_token() {
        // Given
        Grant first = claim();

        // When the answer was lost
        Grant again = claim();

        // Then
        assertThat(again.lease()).isEqualTo(first.lease());
        assertThat(say("POST", ScanApi.HEARTBEAT, token(first), "").status()).isEqualTo(401);
        assertThat(say("POST", ScanApi.HEARTBEAT, token(again), "").status()).isEqualTo(200);
    }

    @Test
    void a_token_of_an_ended_instruction_is_refused() {
        // Given
        Grant grant = claim();

        // When
        agent.fail(grant.lease(), false);

        // Then
        assertThat(say("POST", ScanApi.RESULTS, token(grant), results()).status()).isEqualTo(401);
    }

    @Test
    void nothing_else_opens_the_door() throws Exception {
        // Given
        String token = token(claim());
        String[] parts = token.split("\\.", -1);
        TestOrganisation other = control.organisation();
        String otherId = control.database()
                .asSuperuser("select id from organisation where name = '" + other.name() + "'");

        // Then
        assertThat(say("POST", ScanApi.HEARTBEAT, token.replace("." + parts[2] + ".", ".2."), "").status())
                .as("another epoch")
                .isEqualTo(401);
        assertThat(say("POST", ScanApi.HEARTBEAT, token.replace(parts[0], otherId), "").status())
                .as("another organisation")
                .isEqualTo(401);
        assertThat(say("POST", ScanApi.HEARTBEAT, token + "x", "").status()).isEqualTo(401);
        assertThat(say("POST", ScanApi.HEARTBEAT, "nonsense", "").status()).isEqualTo(401);
        assertThat(organisation.http().agent("POST", ScanApi.HEARTBEAT).status()).as("an API key").isEqualTo(401);
        assertThat(say("POST", ScanApi.HEARTBEAT, token, "").status()).isEqualTo(200);
    }

    @Test
    void the_database_does_not_hold_the_token() throws Exception {
        String token = token(claim());

        String row = control.database().asSuperuser("select job_token::text from scan where id = '" + scan + "'");

        assertThat(row).startsWith("\\x").doesNotContain(token);
    }

    @Test
    void an_answer_says_what_time_it_is() {
        Answer answer = say("POST", ScanApi.HEARTBEAT, token(claim()), "");

        assertThat(answer.response().headers().firstValue("date")).isPresent();
    }

    /// The pod's clock is an hour ahead, and another's an hour behind.
    @Test
    void lines_are_from_between_the_scans_creation_and_now_whatever_its_clock_says() throws Exception {
        // Given
        String token = token(claim());
        java.time.Instant now = control.clock().instant();
        LogLine ahead = line("ahead", now.plusSeconds(3_600), 0);
        LogLine behind = line("behind", now.minusSeconds(3_600), 1);

        // When
        say("POST", ScanApi.LOGS, token, WireJson.text(new ScanApi.LogBatch(List.of(ahead, behind))));

        // Then
        String off = control.database()
                .asSuperuser("select count(*) from scan_log join scan on scan.id = scan_id where scan.id = '" + scan
                        + "' and logged_at between scan.created_at and '" + now + "'");
        assertThat(off).isEqualTo("2");
    }

    private static LogLine line(String message, java.time.Instant at, long index) {
        return new LogLine(LogLine.Level.info, message, at, index, LogLine.CONTRACT_THREAD);
    }

    private static String log(String message) {
        return WireJson.text(new ScanApi.LogBatch(List.of(line(message, control.clock().instant(), 0))));
    }

    private String results() {
        return WireJson.text(SampleResults.of(scan, SampleResults.check("a", Outcome.pass)));
    }

    private Grant claim() {
        Claim claim = new Claim(agent.instance(), 1, 0, List.<Lease>of(), true);
        return organisation.http().agent("POST", "/agent/v1/claims", claim).as(Granted.class).granted().getFirst();
    }

    private static String token(Grant grant) {
        return Optional.ofNullable(grant.jobToken()).orElseThrow();
    }

    private Answer say(String method, String path, String token, String body) {
        return organisation.http().send(method, path, "Bearer " + token, body);
    }

    @Test
    void the_bundle_holds_the_files() {
        String token = token(claim());

        Map<?, ?> bundle = WireJson.read(say("GET", ScanApi.BUNDLE, token, "").body(), Map.class);

        assertThat(bundle.get("dataSource")).isEqualTo(TestOrganisation.DATA_SOURCE);
    }
}
