package io.seltzer.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cli.UserError;
import io.seltzer.cli.RestClient;
import io.seltzer.cli.RestClient.Published;
import io.seltzer.cli.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// What a data engineer does in the demo: publishes contracts, asks for scans, reads verdicts.
final class DemoScans {
    private static final Set<String> WITH_VERDICTS =
            Set.of("completed", "completedWithWarnings", "completedWithFailures");
    private static final Set<String> UNDER_WAY = Set.of("queuing", "executing", "cancelationRequested", "timeOutRequested");
    private static final long LOOK_MILLIS = 100;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final RestClient client;
    private final FlightsData flights;
    private final DemoSteps steps;

    DemoScans(RestClient client, FlightsData flights, DemoSteps steps) {
        this.client = client;
        this.flights = flights;
        this.steps = steps;
    }

    /// @return what did not go as it should, in sentences
    List<String> run(PrintWriter out) {
        client.putDataSource(read("datasource.yml"), read("warehouse.yml"));
        Map<Published, String> scans = new LinkedHashMap<>();
        List<Published> contracts = FlightsData.TABLES.stream()
                .map(table -> client.publish("examples/flights/" + table + ".yml", read(table + ".yml")))
                .toList();
        steps.done(contracts.size() + " contracts are published");
        contracts.forEach(contract -> scans.put(contract, client.verify(contract)));
        steps.done(scans.size() + " scans are requested");

        DemoVerdicts verdicts = new DemoVerdicts();
        List<String> surprises = new ArrayList<>();
        scans.forEach((contract, id) -> {
            JsonNode scan = await(id);
            String state = scan.path("state").asText();
            steps.done("scan of " + contract.dataset() + ": " + state);
            verdicts.add(contract.dataset(), client.checks(contract), scan);
            if (!WITH_VERDICTS.contains(state)) {
                surprises.add("The scan of " + contract.dataset() + " has no verdicts. Its log:");
                client.log(id).forEach(line -> surprises.add("    " + line));
            }
        });
        TextTable anomalies = new TextTable("Day", "Monitor", "Value", "Expected", "Verdict");
        surprises.addAll(new DemoMonitors(client, this, steps)
                .run("examples/flights/monitors.yml", read("monitors.yml"), anomalies));
        out.println();
        out.print(verdicts.render());
        out.println();
        out.println("What monitors found unusual in 2013:");
        out.println();
        out.print(anomalies.render("  "));
        return surprises;
    }

    /// @return the state in which a scan has ended
    String endOf(String scan) {
        return await(scan).path("state").asText();
    }

    private JsonNode await(String scan) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            JsonNode status = client.scan(scan);
            if (!UNDER_WAY.contains(status.path("state").asText())) {
                return status;
            }
            pause();
        }
        throw new UserError("The scan " + scan + " has not ended within five minutes.");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted.");
        }
    }

    private String read(String file) {
        try {
            return Files.readString(flights.folder().resolve(file));
        } catch (IOException unreadable) {
            throw new UserError("The file " + flights.folder().resolve(file) + " cannot be read.");
        }
    }
}
