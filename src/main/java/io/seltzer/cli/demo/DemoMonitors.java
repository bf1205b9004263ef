package io.seltzer.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cli.RestClient;
import io.seltzer.cli.RestClient.PublishedMonitors;
import io.seltzer.cli.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a data engineer does about monitors in the demo: publishes them, has the year measured, looks at what was unusual.
final class DemoMonitors {
    private static final Instant NEW_YEAR = Instant.parse("2013-01-01T05:00:00Z");
    private static final Instant END_OF_YEAR = Instant.parse("2014-01-01T05:00:00Z");

    /// In words.
    private static final Map<String, String> UNUSUAL = Map.of("anomaly", "anomaly", "continuing", "anomaly, continuing");

    private final RestClient client;
    private final DemoScans scans;
    private final DemoSteps steps;

    DemoMonitors(RestClient client, DemoScans scans, DemoSteps steps) {
        this.client = client;
        this.scans = scans;
        this.steps = steps;
    }

    /// @return what did not go as it should, in sentences
    List<String> run(String file, String contents, TextTable anomalies) {
        PublishedMonitors published = client.publishMonitors(file, contents);
        steps.done(published.created() + published.changed() + published.unchanged() + " monitors are published");
        String backfill = scans.endOf(client.backfill(published.datasetId(), NEW_YEAR, END_OF_YEAR));
        // The flights of 2013 are all there will be.
        client.pauseMonitoring(published.datasetId());
        int points = 0;
        for (JsonNode monitor : client.monitoring(published.datasetId()).path("monitors")) {
            List<JsonNode> series = client.points(monitor.path("id").asText());
            points += series.size();
            series.reversed().stream()
                    .filter(point -> UNUSUAL.containsKey(point.path("verdict").asText()))
                    .forEach(point -> anomalies.row(
                            point.path("dataTime").asText().substring(0, 10),
                            monitor.path("name").asText(),
                            number(point.path("value")),
                            number(point.path("lower")) + " to " + number(point.path("upper")),
                            UNUSUAL.getOrDefault(point.path("verdict").asText(), "")));
        }
        steps.done("the year 2013 is measured day by day: " + points + " points, " + anomalies.size() + " of them unusual");
        return backfill.equals("completedWithFailures")
                ? List.of()
                : List.of("The scan of the monitors has ended as " + backfill + ".");
    }

    private static String number(JsonNode value) {
        if (!value.isNumber()) {
            return "...";
        }
        double number = value.asDouble();
        return String.format(Locale.ROOT, number == Math.rint(number) ? "%.0f" : "%.2f", number);
    }
}
