package io.seltzer.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cli.RestClient.PublishedMonitors;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table gets a faulty day; through all the real parts that ends as an anomaly, and nothing but aggregates has left.
class MonitoringIT {
    private static final List<String> CANARIES = List.of("canary-customer-5b1f", "canary-region-77aa", "88776699.25");

    private static final String MONITORS =
            """
            dataset: shop/SOURCE/public/orders
            partition_column: ordered_on
            schedule: daily
            monitors:
              - metric: partition_row_count
              - {metric: missing_percent, column: amount}
              - {metric: average, column: amount}
              - {metric: unique_count, column: customer}
              - {metric: maximum_length, column: customer}
              - {metric: count, column: amount, group_by: {column: region}}
              - metric: total_row_count
              - metric: schema_changes
            """;

    @TempDir
    private Path folder;

    private WholeSystem system;

    @BeforeEach
    void start() throws Exception {
        system = new WholeSystem(folder, Duration.ofSeconds(60));
        system.inSource("create table orders (id bigint generated always as identity, ordered_on date, customer text,"
                + " region text, amount numeric);"
                + "insert into orders (ordered_on, customer, region, amount)"
                + " select current_date - day, 'canary-customer-5b1f', 'canary-region-77aa', 100 + (day * 7 + number) % 5"
                + " from generate_series(2, 60) as day, generate_series(1, 100 + day % 4) as number;"
                // Yesterday half of them came, most without their amount
                + "insert into orders (ordered_on, customer, region, amount)"
                + " select current_date - 1, 'canary-customer-5b1f', 'canary-region-77aa',"
                + " case when number > 40 then 88776655.25 + number end from generate_series(1, 45) as number;"
                + "analyze orders");
    }

    @AfterEach
    void stop() throws Exception {
        system.close();
    }

    @Test
    void a_faulty_day_is_an_anomaly_and_no_value_of_a_row_leaves() throws Exception {
        // Given
        PublishedMonitors monitors =
                system.rest().publishMonitors("monitors.yml", MONITORS.replace("SOURCE", system.source().name()));
        String recorded;
        String first;
        String second;
        try (RecordingProxy proxy = RecordingProxy.to(URI.create(system.url()).getPort())) {
            AgentProcess agent = system.startAgent("agent", proxy.url());

            // When
            first = system.endOf(system.rest()
                    .backfill(monitors.datasetId(), Instant.now().minus(Duration.ofDays(100)), Instant.now()));
            system.inSource("alter table orders add column note text");
            second = system.endOf(system.rest().measure(monitors.datasetId()));
            String third = system.endOf(system.rest().measure(monitors.datasetId()));
            agent.stop();
            recorded = proxy.recorded();

            // Then the day is told, in the backfill and whenever it is measured again
            assertThat(List.of(first, second, third)).containsOnly("completedWithFailures");
        }
        Map<String, JsonNode> all = newestPoints(monitors.datasetId());
        Function<String, JsonNode> newest = metric -> Objects.requireNonNull(all.get(metric), metric);
        assertThat(newest.apply("partition_row_count").path("verdict").asText()).isEqualTo("anomaly");
        assertThat(newest.apply("partition_row_count").path("value").asDouble()).isEqualTo(45);
        assertThat(newest.apply("missing_percent").path("verdict").asText()).isEqualTo("anomaly");
        assertThat(newest.apply("unique_count").path("verdict").asText()).isEqualTo("expected");
        assertThat(newest.apply("total_row_count").path("reason").asText()).isEqualTo("training");
        assertThat(newest.apply("count").path("group").asText()).matches("[0-9a-f]{16}");
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        assertThat(newest.apply("average").path("dataTime").asText()).startsWith(yesterday.toString());
        // And the page shows it
        assertThat(system.page("/monitors/" + monitorOf(monitors.datasetId(), "missing_percent")))
                .contains("Anomaly");
        // And nothing but aggregates has left
        assertThat(recorded).contains("anomalyDetection");
        CANARIES.forEach(canary -> assertThat(recorded.contains(canary)).as(canary + " has left").isFalse());
    }

    private String monitorOf(String dataset, String metric) {
        return StreamSupport.stream(system.rest().monitoring(dataset).path("monitors").spliterator(), false)
                .filter(monitor -> monitor.path("metric").asText().equals(metric))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private Map<String, JsonNode> newestPoints(String dataset) {
        Map<String, JsonNode> newest = new HashMap<>();
        StreamSupport.stream(system.rest().monitoring(dataset).path("monitors").spliterator(), false)
                .forEach(monitor -> newest.put(
                        monitor.path("metric").asText(),
                        system.rest().points(monitor.path("id").asText()).getFirst()));
        return newest;
    }
}
