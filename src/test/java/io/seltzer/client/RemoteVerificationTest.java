package io.seltzer.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.client.ExecutionOptions.CheckFilter;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.LogLine.Level;
import io.seltzer.testing.FakeSodaCloud;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Verification on a runner, with every row of the failure matrix (cloud-protocol §8, §11).
class RemoteVerificationTest {
    private static final String STATE = "GET /api/v1/scans/s-1";
    private static final String LOGS = "GET /api/v1/scans/s-1/logs";
    private static final String PERMISSION = "sodaCoreCanManageContracts";
    private static final String UPLOAD = "sodaCoreUploadContractFile";
    private static final String TEST = "sodaCoreTestContract";
    private static final String VERIFY = "sodaCoreVerifyContract";

    private final FakeSodaCloud server = new FakeSodaCloud();
    private final TestClient client = new TestClient();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void goes_from_the_permission_to_the_log() {
        // Given
        server.reply(STATE, 200, "{\"state\":\"queuing\"}");
        server.reply(STATE, 200, "{\"state\":\"executing\"}", "X-Soda-Next-Poll-Time", "2026-05-04T10:00:25+02:00");
        server.reply(STATE, 200, "{\"state\":\"completed\",\"contractDatasetCloudUrl\":\"https://host/d/1\"}");
        server.reply(LOGS, 200, """
                {"content":[
                  {"level":"info","message":"Checked","timestamp":"2026-05-04T08:00:01.5+00:00",
                   "location":{"filePath":"o.yml","line":3,"col":2},"doc":null},
                  {"level":"shout","message":"?","timestamp":"2026-05-04T08:00:01Z"}, 7]}""");

        // When
        RemoteOutcome outcome = run(false);

        // Then
        assertThat(server.calls()).containsExactly("login", PERMISSION, UPLOAD, TEST, STATE, STATE, STATE, LOGS);
        assertThat(client.sleptSeconds()).containsExactly(5L, 20L);
        assertThat(outcome.conclusion()).isEqualTo(Conclusion.PASSED);
        assertThat(outcome.sentence()).isEmpty();
        assertThat(outcome).isInstanceOfSatisfying(RemoteOutcome.Ended.class, ended -> {
            assertThat(ended.datasetUrl()).contains("https://host/d/1");
            assertThat(ended.log()).containsExactly(new RemoteLogLine(
                    Level.info,
                    "Checked",
                    TestClient.START.plusMillis(1_500),
                    Optional.of(new RemoteLogLine.Location("o.yml", 3, 2))));
        });
    }

    @Test
    void looks_at_the_scan_under_the_key() {
        // Given
        server.reply(STATE, 200, "{\"state\":\"completed\"}");

        // When
        run(false);

        // Then
        String basic = Base64.getEncoder().encodeToString("key-1:open-sesame-9731".getBytes(StandardCharsets.UTF_8));
        assertThat(server.requests(STATE).getFirst().headers())
                .containsEntry("authorization", "Basic " + basic)
                .containsEntry("accept", "application/json")
                .containsEntry("x-soda-backpressure", "1");
    }

    @Test
    void the_order_carries_file_variables_and_selection() {
        // Given
        server.reply(STATE, 200, "{\"state\":\"completed\"}");
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("COUNTRY", "NL");
        variables.put("LIMIT", new BigDecimal("10"));
        ExecutionOptions options = new ExecutionOptions(
                List.of(), List.of(new CheckFilter("type", List.of("missing"), false)));

        // When
        run(request(true, variables, options));

        // Then
        JsonNode order = server.requests(VERIFY).getFirst().json();
        assertThat(order).isEqualTo(WireJson.read("""
                {"type":"sodaCoreVerifyContract","contract":{"fileId":"f-1","metadata":{"source":{"type":"local",
                 "filePath":"orders.yml"}}},"verbose":true,"variables":{"COUNTRY":"NL","LIMIT":10},
                 "executionOptions":{"checkFilters":[{"field":"type","values":["missing"],"negate":false}]},
                 "token":"token-1"}""", JsonNode.class));
    }

    @Test
    void without_a_selection_there_is_no_such_member() {
        // Given
        server.reply(STATE, 200, "{\"state\":\"completed\"}");

        // When
        run(true);

        // Then
        assertThat(server.requests(VERIFY).getFirst().json().has("executionOptions")).isFalse();
    }

    @Test
    void every_final_state_has_its_conclusion() {
        Map.of(
                        "completed", Conclusion.PASSED,
                        "completedWithWarnings", Conclusion.WARNED,
                        "completedWithFailures", Conclusion.FAILED,
                        "completedWithErrors", Conclusion.ERROR,
                        "failed", Conclusion.ERROR,
                        "canceled", Conclusion.ERROR,
                        "timedOut", Conclusion.ERROR)
                .forEach((state, conclusion) -> {
                    // Given
                    server.reply(STATE, 200, "{\"state\":\"" + state + "\"}");

                    // When
                    RemoteOutcome outcome = run(false);

                    // Then
                    assertThat(outcome.conclusion()).as(state).isEqualTo(conclusion);
                    assertThat(outcome.sentence().isPresent()).as(state).isEqualTo(conclusion == Conclusion.ERROR);
                });
    }

    @Test
    void a_look_that_tells_nothing_is_followed_by_another_one() {
        // Given
        server.reply(STATE, 500, "{}");
        server.reply(STATE, 200, "[]");
        server.reply(STATE, 200, "{}");
        server.reply(STATE, 200, "{\"state\":\"dreaming\"}", "X-Soda-Next-Poll-Time", "2026-05-04T08:00:25");
        server.reply(STATE, 200, "{\"state\":\"completedWithFailures\"}");

        // When
        RemoteOutcome outcome = run(false);

        // Then a time without an offset cannot be read: 60 s
        assertThat(client.sleptSeconds()).containsExactly(5L, 5L, 5L, 60L);
        assertThat(client.events).hasSize(4).hasOnlyElementsOfType(CloudEvent.StateUnknown.class);
        assertThat(outcome.conclusion()).isEqualTo(Conclusion.FAILED);
    }

    @Test
    void a_scan_that_is_not_over_in_time_is_not_delivered_and_its_log_is_fetched() {
        // Given
        for (int i = 0; i < 4; i++) {
            server.reply(STATE, 200, "{\"state\":\"executing\"}", "X-Soda-Next-Poll-Time", "2026-05-04T09:00:00Z");
        }

        // When
        RemoteOutcome outcome = run(false);

        // Then
        assertThat(client.sleptSeconds()).containsExactly(600L);
        assertThat(server.calls()).endsWith(STATE, STATE, LOGS);
        assertThat(outcome).isInstanceOf(RemoteOutcome.NotInTime.class);
        assertThat(outcome.conclusion()).isEqualTo(Conclusion.NOT_DELIVERED);
        assertThat(outcome.sentence()).hasValueSatisfying(said -> assertThat(said).contains("10 minutes"));
    }

    @Test
    void a_log_that_cannot_be_fetched_leaves_the_verdict() {
        // Given
        server.reply(STATE, 200, "{\"state\":\"completedWithWarnings\"}");
        server.reply(LOGS, 404, "{}");

        // When
        RemoteOutcome outcome = run(false);

        // Then
        assertThat(outcome.conclusion()).isEqualTo(Conclusion.WARNED);
        assertThat(client.events).hasOnlyElementsOfType(CloudEvent.RemoteLogMissing.class);
    }

    @Test
    void all_pages_of_the_log_are_read() {
        // Given
        server.reply(STATE, 200, "{\"state\":\"completed\"}");
        server.reply(LOGS, 200, "{\"content\":[" + line("one") + "],\"totalPages\":2}");
        server.reply(LOGS + "?page=1", 200, "{\"content\":[" + line("two") + "],\"totalPages\":2}");

        // When
        RemoteOutcome outcome = run(false);

        // Then
        assertThat(outcome).isInstanceOfSatisfying(RemoteOutcome.Ended.class, ended -> assertThat(ended.log())
                .extracting(RemoteLogLine::message)
                .containsExactly("one", "two"));
    }

    @Test
    void without_permission_nothing_is_sent() {
        // Given
        server.reply(PERMISSION, 200, "{\"allowed\":false,\"reason\":\"missingManageContracts\"}");

        // When
        RemoteOutcome outcome = run(false);

        // Then
        assertThat(server.calls()).containsExactly("login", PERMISSION);
        assertThat(outcome.conclusion()).isEqualTo(Conclusion.ERROR);
        assertThat(outcome.sentence()).isPresent();
    }

    @Test
    void a_start_that_fails_ends_as_the_matrix_says() {
        // Given what is answered, and what it comes to
        record Row(String message, int status, String body, Conclusion conclusion) {}
        for (Row row : List.of(
                new Row("login", 401, "{}", Conclusion.ERROR),
                new Row(PERMISSION, 500, "{}", Conclusion.NOT_DELIVERED),
                new Row(UPLOAD, 400, "{}", Conclusion.NOT_DELIVERED),
                new Row(UPLOAD, 200, "{}", Conclusion.NOT_DELIVERED),
                new Row(TEST, 400, "{\"code\":\"bad\"}", Conclusion.NOT_DELIVERED),
                new Row(TEST, 201, "{\"scanId\":\"s-1\"}", Conclusion.NOT_DELIVERED),
                new Row(TEST, 200, "{}", Conclusion.ERROR))) {
            server.reply(row.message(), row.status(), row.body());

            // When
            RemoteOutcome outcome = run(false);

            // Then
            assertThat(outcome).as(row.toString()).isInstanceOf(RemoteOutcome.NotStarted.class);
            assertThat(outcome.conclusion()).as(row.toString()).isEqualTo(row.conclusion());
            assertThat(server.calls()).doesNotContain(STATE);
        }
    }

    private RemoteOutcome run(boolean publish) {
        return run(request(publish, Map.of(), ExecutionOptions.none()));
    }

    private RemoteOutcome run(RemoteVerification.Request request) {
        try (SodaCloud cloud = client.of(server)) {
            return cloud.remoteVerification().run(request);
        }
    }

    private static RemoteVerification.Request request(
            boolean publish, Map<String, Object> variables, ExecutionOptions options) {
        return new RemoteVerification.Request(
                new DatasetReference("shop", List.of("public"), "orders"),
                "dataset: shop/public/orders\n",
                "orders.yml",
                publish,
                true,
                variables,
                options,
                Duration.ofMinutes(10));
    }

    private static String line(String message) {
        return "{\"level\":\"info\",\"message\":\"" + message + "\",\"timestamp\":\"2026-05-04T08:00:00+00:00\"}";
    }
}
