package io.seltzer.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cli.RestClient.PublishedMonitors;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table gets a faulty day; through all the real parts that ends as an anomaly, and nothing but aggregates has left.
class MonitoringIT {
    @TempDir
    private Path folder;

    private WholeSystem system;

    @BeforeEach
    void start() throws Exception {
        system = new WholeSystem(folder, Duration.ofSeconds(60));
        FaultyDay.create(system);
    }

    @AfterEach
    void stop() throws Exception {
        system.close();
    }

    @Test
    void a_faulty_day_is_an_anomaly_and_no_value_of_a_row_leaves() throws Exception {
        // Given
        PublishedMonitors monitors = FaultyDay.publish(system);
        String recorded;
        String first;
        String second;
        try (RecordingProxy proxy = RecordingProxy.to(URI.create(system.url()).getPort())) {
            AgentProcess agent = system.startAgent("agent", proxy.url());

            // When
            first = system.endOf(FaultyDay.backfill(system, monitors));
            system.inSource("alter table orders add column note text");
            second = system.endOf(system.rest().measure(monitors.datasetId()));
            String third = system.endOf(system.rest().measure(monitors.datasetId()));
            agent.stop();
            recorded = proxy.recorded();

            // Then the day is told, in the backfill and whenever it is measured again
            assertThat(List.of(first, second, third)).containsOnly("completedWithFailures");
        }
        Function<String, JsonNode> newest = metric -> FaultyDay.newestPoint(system, monitors, metric);
        assertThat(newest.apply("partition_row_count").path("verdict").asText()).isEqualTo("anomaly");
        assertThat(newest.apply("partition_row_count").path("value").asDouble()).isEqualTo(45);
        assertThat(newest.apply("missing_percent").path("verdict").asText()).isEqualTo("anomaly");
        assertThat(newest.apply("unique_count").path("verdict").asText()).isEqualTo("expected");
        assertThat(newest.apply("total_row_count").path("reason").asText()).isEqualTo("training");
        assertThat(newest.apply("count").path("group").asText()).matches("[0-9a-f]{16}");
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        assertThat(newest.apply("average").path("dataTime").asText()).startsWith(yesterday.toString());
        // And the page shows it
        assertThat(system.page("/monitors/" + FaultyDay.monitor(system, monitors, "missing_percent")))
                .contains("Anomaly");
        // And nothing but aggregates has left
        assertThat(recorded).contains("anomalyDetection");
        FaultyDay.CANARIES.forEach(canary -> assertThat(recorded.contains(canary)).as(canary + " has left").isFalse());
    }
}
