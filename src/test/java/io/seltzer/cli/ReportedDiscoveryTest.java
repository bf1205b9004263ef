package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.client.ClientSettings;
import io.seltzer.client.SodaCloud;
import io.seltzer.config.SodaCloudFileReader;
import io.seltzer.contract.DatasetName;
import io.seltzer.source.SourceFailure;
import io.seltzer.testing.FakeSodaCloud;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A discovery for a scan that the control plane has already (cloud-protocol §5.7): it always hears of the end, once.
class ReportedDiscoveryTest {
    private static final Instant DATA = Instant.parse("2026-05-04T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
    private static final List<DatasetName> DATASETS = List.of(new DatasetName("lake", List.of("main"), "orders"));
    private static final String LOG = "POST /api/logs/scan-7/batchV4";

    private final FakeSodaCloud server = new FakeSodaCloud();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void starts_sends_the_datasets_and_the_log_and_ends() {
        // When
        ExitCode code = discover(() -> DATASETS);

        // Then
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(server.calls())
                .containsExactly("login", "sodaCoreScanStart", "sodaCoreInsertScanDataBatch", LOG, "sodaCoreScanEndAsync");
        JsonNode start = server.requests("sodaCoreScanStart").getFirst().json();
        assertThat(start.path("scanId").asText()).isEqualTo("scan-7");
        assertThat(Instant.parse(start.path("dataTimestamp").asText())).isEqualTo(DATA);
        JsonNode batch = server.requests("sodaCoreInsertScanDataBatch").getFirst().json();
        assertThat(batch.path("scanReference").asText()).isEqualTo("r-1");
        assertThat(batch.path("metadata").findValuesAsText("datasetQualifiedName")).containsExactly("lake/main/orders");
        assertThat(batch.path("logs")).isEmpty();
        assertThat(server.requests(LOG).getFirst().body()).contains("Looking for the datasets of lake.", "Found 1 dataset.");
        assertThat(server.requests("sodaCoreScanEndAsync").getFirst().json().path("scanReference").asText())
                .isEqualTo("r-1");
    }

    @Test
    void a_start_that_is_refused_marks_the_scan_failed_and_looks_for_nothing() {
        // Given
        server.reply("sodaCoreScanStart", 400, "{\"code\":\"invalid_scan_state\",\"message\":\"over\"}");

        // When
        ExitCode code = discover(() -> {
            throw new AssertionError("Nobody asked for it.");
        });

        // Then
        assertThat(code).isEqualTo(ExitCode.ERROR);
        assertThat(server.calls()).containsExactly("login", "sodaCoreScanStart", "sodaCoreMarkScanFailed");
        assertThat(failureLog()).singleElement().asString().contains("invalid_scan_state");
    }

    @Test
    void a_data_source_that_breaks_away_marks_the_scan_failed_after_its_log() {
        // When
        ExitCode code = discover(() -> {
            throw broken();
        });

        // Then
        assertThat(code).isEqualTo(ExitCode.ERROR);
        assertThat(server.calls()).containsExactly("login", "sodaCoreScanStart", LOG, "sodaCoreMarkScanFailed");
        assertThat(server.requests(LOG).getFirst().body()).contains("lake: the connection is gone.");
        assertThat(failureLog()).isEmpty();
    }

    @Test
    void what_the_log_could_not_deliver_comes_with_the_failure() {
        server.reply(LOG, 404, "{}");

        assertThat(discover(() -> {
                    throw broken();
                }))
                .isEqualTo(ExitCode.ERROR);
        assertThat(failureLog()).containsExactly("Looking for the datasets of lake.", "lake: the connection is gone.");
    }

    @Test
    void a_failure_of_which_nobody_hears_ends_with_4() {
        server.reply("sodaCoreMarkScanFailed", 400, "{}");

        assertThat(discover(() -> {
                    throw broken();
                }))
                .isEqualTo(ExitCode.NOT_DELIVERED);
    }

    @Test
    void a_batch_that_is_refused_ends_with_4_and_nothing_more_is_said_of_the_scan() {
        server.reply("sodaCoreInsertScanDataBatch", 400, "{}");

        assertThat(discover(() -> DATASETS)).isEqualTo(ExitCode.NOT_DELIVERED);
        assertThat(server.calls()).doesNotContain("sodaCoreScanEndAsync", "sodaCoreMarkScanFailed");
        assertThat(err.toString()).contains("The datasets could not be delivered.");
    }

    @Test
    void an_end_that_is_refused_ends_with_4() {
        server.reply("sodaCoreScanEndAsync", 400, "{}");

        assertThat(discover(() -> DATASETS)).isEqualTo(ExitCode.NOT_DELIVERED);
        assertThat(server.calls()).doesNotContain("sodaCoreMarkScanFailed");
    }

    @Test
    void a_log_that_is_refused_changes_nothing() {
        server.reply(LOG, 400, "{}");

        assertThat(discover(() -> DATASETS)).isEqualTo(ExitCode.OK);
        assertThat(server.calls()).endsWith("sodaCoreScanEndAsync");
    }

    private static SourceFailure broken() {
        return new SourceFailure("source.lost", "08006", "lake: the connection is gone.");
    }

    private List<String> failureLog() {
        return server.requests("sodaCoreMarkScanFailed").getFirst().json().path("logs").findValuesAsText("message");
    }

    private ExitCode discover(Supplier<List<DatasetName>> discovery) {
        var file = new SodaCloudFileReader(_ -> Optional.empty()).read("sc.yml", server.file()).orThrow(UserError::of);
        try (SodaCloud cloud = new SodaCloud(file, ClientSettings.of("test", _ -> Optional.empty(), _ -> {}))) {
            return new ReportedDiscovery(
                            cloud,
                            new ReportedDiscovery.Scan(Optional.of("scan-7"), "nightly", "lake", DATA),
                            Clock.fixed(NOW, ZoneOffset.UTC),
                            new PrintWriter(new StringWriter()),
                            new PrintWriter(err, true))
                    .run(discovery);
        }
    }
}
