package io.seltzer.cloud.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.protocol.results.Diagnostics.SchemaChanges;
import io.seltzer.protocol.results.Diagnostics.SchemaColumn;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// Serves the pages of monitors on localhost, to look at them: `MonitorPreview PORT POINTS`. The file of points is an array of
/// `{"t": day, "v": value, "lo": bound, "hi": bound, "verdict": ..., "feedback": ...}`. The end of the input ends it.
final class MonitorPreview {
    private MonitorPreview() {}

    public static void main(String[] arguments) throws IOException {
        JsonNode year = new ObjectMapper().readTree(new File(arguments[1]));
        try (TestServer server = TestServer.start(InstantSource.system(), Integer.parseInt(arguments[0]));
                Seed seed = server.seed()) {
            UUID organisation = seed.organisation(TestServer.ORGANISATION);
            MonitorSeed flights = new MonitorSeed(seed, organisation, "flights");
            UUID missing = missing(flights, year);
            others(flights, year);
            System.out.println("/monitors/" + missing + " /datasets/" + flights.dataset + "/monitors");
            while (System.in.read() >= 0) {
                // until it ends
            }
        }
    }

    private static UUID missing(MonitorSeed flights, JsonNode year) {
        UUID monitor = flights.monitor("Missing departure times", MonitorMetric.MISSING_PERCENT, "dep_time");
        int n = 0;
        for (JsonNode day : year) {
            MonitorSeed.Point point = flights.on(monitor, day.get("t").asText());
            if (n++ < 45) {
                point.backfilled();
            }
            add(point, day, 1);
        }
        flights.change(monitor, Instant.parse("2013-10-20T12:00:00Z"), "key-hudson", "alerts above the range only");
        flights.change(monitor, Instant.parse("2013-11-20T12:00:00Z"), "key-hudson", "sensitivity 3 to 3.4");
        return monitor;
    }

    private static void add(MonitorSeed.Point point, JsonNode day, double scale) {
        if (day.path("v").isNull() || day.path("v").isMissingNode()) {
            if (day.get("t").asText().endsWith("7")) {
                point.gap("empty");
            }
            return;
        }
        double value = day.get("v").asDouble() * scale;
        if (day.get("verdict").asText().equals("unknown")) {
            point.training(value, 3);
            return;
        }
        boolean anomaly = !day.get("verdict").asText().equals("expected");
        double high = day.path("hi").asDouble(anomaly ? Math.min(8, value / 1.4) : Math.max(8, value * 1.2)) * scale;
        if (day.has("feedback")) {
            point.marked("anomaly");
        }
        point.range(0, high / 4, high).score(value / high);
        point.is(value, Verdict.valueOf(day.get("verdict").asText()));
    }

    private static void others(MonitorSeed flights, JsonNode year) {
        UUID rows = flights.monitor("Rows a day", MonitorMetric.PARTITION_ROW_COUNT, null);
        UUID total = flights.monitor("Rows in the table", MonitorMetric.TOTAL_ROW_COUNT, null);
        UUID fresh = flights.monitor("Freshness", MonitorMetric.MOST_RECENT_TIMESTAMP, null);
        UUID schema = flights.monitor("Columns", MonitorMetric.SCHEMA_CHANGES, null);
        UUID delay = flights.monitor("Average departure delay", MonitorMetric.AVERAGE, "dep_delay");
        UUID tails = flights.monitor("Missing tail numbers", MonitorMetric.MISSING_PERCENT, "tailnum");
        UUID gates = flights.monitor("Gates", MonitorMetric.UNIQUE_COUNT, "gate");
        UUID young = flights.monitor("Median distance", MonitorMetric.MEDIAN, "distance");
        UUID carriers = flights.monitor(
                "Delay of each carrier", MonitorMetric.AVERAGE, "arr_delay", new Grouping("carrier", List.of(), true),
                Detection.DEFAULT);
        flights.monitor("A query of our own", MonitorMetric.CUSTOM_SQL, null);
        List.of("AA", "B6", "UA").forEach(group -> flights.group(carriers, group));
        for (int back = 13; back >= 0; back--) {
            String day = LocalDate.of(2013, 12, 10).minusDays(back).toString();
            double wave = Math.sin(back * 1.7);
            boolean last = back == 0;
            flights.on(rows, day).range(700, 900, 1010).is(910 + 60 * wave, Verdict.expected);
            flights.on(total, day).range(330_000 - back * 900, 331_000 - back * 900, 332_000 - back * 900)
                    .is(331_000 - back * 900 + 300 * wave, Verdict.expected);
            flights.on(fresh, day).range(0, 24, 31).score(1.6).is(last ? 49 : 24 + wave, last ? Verdict.anomaly : Verdict.expected);
            flights.on(delay, day).range(2, 12, 25).score(1.2).is(last ? 26.5 : 12 + 8 * wave, last ? Verdict.continuing : Verdict.expected);
            flights.on(tails, day).range(0, 0.6, 1.5).score(4).is(last ? 5.8 : 0.6 + 0.3 * wave, last ? Verdict.anomaly : Verdict.expected);
            flights.on(gates, day).gap("columnMissing");
            if (back < 3) {
                flights.on(young, day).training(872 + 20 * wave, 2 + back);
            }
            for (String group : List.of("AA", "B6", "UA")) {
                flights.on(carriers, day).group(group).range(-5, 4, 15).is(4 + 6 * wave, Verdict.expected);
            }
            if (back == 3) {
                flights.on(schema, day)
                        .changes(new SchemaChanges(
                                List.of(new SchemaColumn("gate", "text")), List.of(new SchemaColumn("speed", "integer")),
                                List.of()))
                        .is(2, Verdict.anomaly);
            } else {
                flights.on(schema, day).is(0, Verdict.expected);
            }
        }
        if (year.isEmpty()) {
            throw new IllegalArgumentException("no points");
        }
    }
}
