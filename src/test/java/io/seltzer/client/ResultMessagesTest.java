package io.seltzer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.testing.FakeSodaCloud;
import io.seltzer.testing.FakeSodaCloud.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultMessagesTest {
    private static final String INSERT = "sodaCoreInsertScanResults";
    private static final ScanResults RESULTS = WireJson.read(
            """
            {"type":"sodaCoreInsertScanResults","definitionName":"shop/public/orders","defaultDataSource":"shop",
             "defaultDataSourceProperties":{"type":"postgres"},
             "dataTimestamp":"2026-05-04T08:00:00.123456Z","scanStartTimestamp":"2026-05-04T10:00:00+02:00",
             "scanEndTimestamp":"2026-05-04T08:00:02.999Z","hasErrors":false,"hasWarnings":false,"hasFailures":true,
             "checks":[],"logs":[{"level":"info","message":"Done","timestamp":"2026-05-04T08:00:01.5Z","index":0,
               "thread":"soda-contract"}],
             "sourceOwner":"soda-core","contract":{"fileId":"f-1","metadata":{"source":{"type":"local","filePath":"o.yml"}}},
             "postProcessingStages":[],"resultsIngestionMode":"full","tokenUsage":[],"version":"4",
             "metadata":[{"datasetQualifiedName":"shop/public/orders"}]}""",
            ScanResults.class);

    private final FakeSodaCloud server = new FakeSodaCloud();
    private final TestClient client = new TestClient();
    private final SodaCloud cloud = client.of(server);

    @AfterEach
    void close() {
        cloud.close();
        server.close();
    }

    @Test
    void results_are_written_as_this_wire_writes_them() {
        // When
        cloud.results().insert(RESULTS);

        // Then
        JsonNode sent = server.requests(INSERT).getFirst().json();
        List<String> members = new ArrayList<>();
        sent.fieldNames().forEachRemaining(members::add);
        assertThat(members).startsWith("type").endsWith("token").doesNotHaveDuplicates().doesNotContain("scanId", "failedRows");
        assertThat(server.requests(INSERT).getFirst().body()).containsOnlyOnce(INSERT).doesNotContain("null");
        assertThat(sent.path("dataTimestamp").asText()).isEqualTo("2026-05-04T08:00:00+00:00");
        assertThat(sent.path("scanStartTimestamp").asText()).isEqualTo("2026-05-04T08:00:00+00:00");
        assertThat(sent.path("scanEndTimestamp").asText()).isEqualTo("2026-05-04T08:00:02+00:00");
        assertThat(sent.at("/logs/0/timestamp").asText()).isEqualTo("2026-05-04T08:00:01+00:00");
        assertThat(sent.at("/metadata/0").has("schema")).isFalse();
    }

    @Test
    void what_was_sent_can_be_read_by_our_own_server() {
        // When
        cloud.results().insert(RESULTS);

        // Then
        ObjectNode sent =
                (ObjectNode) server.requests(INSERT).getFirst().json();
        sent.remove("token");
        assertThat(WireJson.read(sent.toString(), ScanResults.class).scanEndTimestamp())
                .isEqualTo(Instant.parse("2026-05-04T08:00:02Z"));
    }

    @Test
    void the_answer_names_scan_page_and_dataset() {
        // Given
        server.reply(INSERT, 200, """
                {"scanId":"s-9","cloudUrl":"https://host/datasets/42","checks":[{"id":"c-1","identities":["84ed4fd8"],
                 "datasets":[{"id":"d-42","dqn":"shop/public/orders"}]}]}""");

        // Then
        assertThat(cloud.results().insert(RESULTS))
                .isEqualTo(new StoredScan(
                        "s-9", Optional.of("https://host/datasets/42"), Map.of("shop/public/orders", "d-42")));
    }

    @Test
    void results_that_are_refused_or_get_no_scan_are_not_delivered() {
        // Given
        server.reply(INSERT, 400, "{\"code\":\"bad\",\"message\":\"no\"}");
        server.reply(INSERT, 202, "{\"scanId\":\"s\"}");
        server.reply(INSERT, 200, "{}");

        for (String code : List.of("cloud.refused", "cloud.refused", "cloud.answer-not-understood")) {
            // When
            CloudFailure failure = failureOf(() -> cloud.results().insert(RESULTS));

            // Then
            assertThat(failure.problem().code()).isEqualTo(code);
            assertThat(failure.conclusion()).isEqualTo(Conclusion.NOT_DELIVERED);
        }
    }

    @Test
    void results_are_sent_again_after_429_and_not_after_an_answer_that_got_lost() {
        // Given
        server.reply(INSERT, 429, "{}");
        server.reply(INSERT, new Reply.Break());

        // When
        CloudFailure failure = failureOf(() -> cloud.results().insert(RESULTS));

        // Then
        assertThat(server.requests(INSERT)).hasSize(2);
        assertThat(failure.problem()).isInstanceOf(Problem.Unanswered.class);
        assertThat(failure.conclusion()).isEqualTo(Conclusion.NOT_DELIVERED);
    }

    @Test
    void a_failed_scan_is_told_with_its_log() {
        // Given
        LogLine line = new LogLine(LogLine.Level.error, "Broken", TestClient.START, 0, "soda-contract");

        // When
        cloud.results().markScanFailed("s-1", List.of(line));
        cloud.results().markScanFailed("s-1", List.of());

        // Then
        assertThat(server.requests("sodaCoreMarkScanFailed"))
                .extracting(FakeSodaCloud.Request::body)
                .containsExactly(
                        "{\"type\":\"sodaCoreMarkScanFailed\",\"scanId\":\"s-1\",\"logs\":[{\"level\":\"error\","
                                + "\"message\":\"Broken\",\"timestamp\":\"2026-05-04T08:00:00+00:00\",\"index\":0,"
                                + "\"thread\":\"soda-contract\"}],\"token\":\"token-1\"}",
                        "{\"type\":\"sodaCoreMarkScanFailed\",\"scanId\":\"s-1\",\"logs\":[],\"token\":\"token-1\"}");
    }

    @Test
    void a_scan_that_cannot_be_marked_is_not_delivered() {
        // Given
        server.reply("sodaCoreMarkScanFailed", 400, "{}");

        // Then
        assertThat(failureOf(() -> cloud.results().markScanFailed("s-1", List.of())).conclusion())
                .isEqualTo(Conclusion.NOT_DELIVERED);
    }

    @Test
    void a_discovery_on_ones_own_account_is_one_message_with_the_log() {
        // Given
        server.reply(INSERT, 204, "");

        // When
        cloud.discoveries().insert(discovery(Optional.empty()));

        // Then
        assertThat(server.calls()).containsExactly("login", INSERT);
        assertThat(server.requests(INSERT).getFirst().body())
                .isEqualTo("{\"type\":\"sodaCoreInsertScanResults\",\"version\":\"4\",\"definitionName\":\"nightly\","
                        + "\"defaultDataSource\":\"shop\",\"dataTimestamp\":\"2026-05-04T08:00:00+00:00\","
                        + "\"scanStartTimestamp\":\"2026-05-04T08:00:00+00:00\","
                        + "\"scanEndTimestamp\":\"2026-05-04T08:00:03+00:00\",\"hasErrors\":false,"
                        + "\"metadata\":[{\"datasetQualifiedName\":\"shop/public/orders\"}],"
                        + "\"logs\":[{\"level\":\"info\",\"message\":\"Found 1\",\"timestamp\":\"2026-05-04T08:00:00+00:00\","
                        + "\"index\":0,\"thread\":\"soda-contract\"}],"
                        + "\"checks\":[],\"metrics\":[],\"profiling\":[],\"automatedMonitoringChecks\":[],"
                        + "\"token\":\"token-1\"}");
    }

    @Test
    void a_managed_discovery_is_start_batch_and_end() {
        // When
        String reference = cloud.discoveries().start("s-1", "nightly", "shop", TestClient.START);
        cloud.discoveries().insert(discovery(Optional.of("s-1")), reference);
        cloud.discoveries().end(reference);

        // Then
        assertThat(server.calls())
                .containsExactly("login", "sodaCoreScanStart", "sodaCoreInsertScanDataBatch", "sodaCoreScanEndAsync");
        assertThat(server.requests("sodaCoreScanStart").getFirst().body())
                .isEqualTo("{\"type\":\"sodaCoreScanStart\",\"scanId\":\"s-1\",\"version\":\"4\","
                        + "\"definitionName\":\"nightly\",\"defaultDataSource\":\"shop\","
                        + "\"dataTimestamp\":\"2026-05-04T08:00:00+00:00\",\"token\":\"token-1\"}");
        JsonNode batch = server.requests("sodaCoreInsertScanDataBatch").getFirst().json();
        assertThat(batch.path("scanId").asText()).isEqualTo("s-1");
        assertThat(batch.path("scanReference").asText()).isEqualTo("r-1");
        assertThat(batch.path("logs").isEmpty()).isTrue();
        assertThat(server.requests("sodaCoreScanEndAsync").getFirst().body())
                .isEqualTo("{\"type\":\"sodaCoreScanEndAsync\",\"scanReference\":\"r-1\",\"token\":\"token-1\"}");
    }

    @Test
    void a_start_that_is_refused_is_an_error_and_a_batch_or_an_end_is_a_loss() {
        // Given
        server.reply("sodaCoreScanStart", 200, "{}");
        server.reply("sodaCoreInsertScanDataBatch", 500, "{}");
        server.reply("sodaCoreScanEndAsync", 500, "{}");

        // Then
        assertThat(failureOf(() -> cloud.discoveries().start("s", "n", "d", TestClient.START)).conclusion())
                .isEqualTo(Conclusion.ERROR);
        assertThat(failureOf(() -> cloud.discoveries().insert(discovery(Optional.of("s")), "r")).conclusion())
                .isEqualTo(Conclusion.NOT_DELIVERED);
        assertThat(failureOf(() -> cloud.discoveries().end("r")).conclusion()).isEqualTo(Conclusion.NOT_DELIVERED);
    }

    private static Discovery discovery(Optional<String> scanId) {
        return new Discovery(
                scanId,
                "nightly",
                "shop",
                TestClient.START,
                TestClient.START,
                TestClient.START.plusSeconds(3),
                List.of("shop/public/orders"),
                List.of(new LogLine(LogLine.Level.info, "Found 1", TestClient.START, 0, "soda-contract")));
    }

    private static CloudFailure failureOf(Runnable call) {
        return catchThrowableOfType(CloudFailure.class, call::run);
    }
}
