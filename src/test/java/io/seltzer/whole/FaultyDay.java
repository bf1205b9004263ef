package io.seltzer.whole;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cli.RestClient.PublishedMonitors;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/// A table of two months of orders, of which yesterday half came, most without their amount; and its monitors.
public final class FaultyDay {
    /// In its rows and in no aggregate of them.
    static final List<String> CANARIES = List.of("canary-customer-5b1f", "canary-region-77aa", "88776699.25");

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

    private FaultyDay() {}

    public static void create(WholeSystem system) throws SQLException {
        system.inSource("create table orders (id bigint generated always as identity, ordered_on date, customer text,"
                + " region text, amount numeric);"
                + "insert into orders (ordered_on, customer, region, amount)"
                + " select current_date - day, 'canary-customer-5b1f', 'canary-region-77aa', 100 + (day * 7 + number) % 5"
                + " from generate_series(2, 60) as day, generate_series(1, 100 + day % 4) as number;"
                + "insert into orders (ordered_on, customer, region, amount)"
                + " select current_date - 1, 'canary-customer-5b1f', 'canary-region-77aa',"
                + " case when number > 40 then 88776655.25 + number end from generate_series(1, 45) as number;"
                + "analyze orders");
    }

    public static PublishedMonitors publish(WholeSystem system) {
        return system.rest()
                .publishMonitors("monitors.yml", MONITORS.replace("SOURCE", system.source().name()));
    }

    /// Has all its days measured.
    ///
    /// @return the scan
    public static String backfill(WholeSystem system, PublishedMonitors monitors) {
        Instant now = Instant.now();
        return system.rest().backfill(monitors.datasetId(), now.minus(Duration.ofDays(100)), now);
    }

    /// Newest point of the monitor of a metric.
    public static JsonNode newestPoint(WholeSystem system, PublishedMonitors monitors, String metric) {
        return system.rest().points(monitor(system, monitors, metric)).getFirst();
    }

    /// Identity of the monitor of a metric.
    static String monitor(WholeSystem system, PublishedMonitors monitors, String metric) {
        JsonNode all = system.rest().monitoring(monitors.datasetId()).path("monitors");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(monitor -> monitor.path("metric").asText().equals(metric))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }
}
