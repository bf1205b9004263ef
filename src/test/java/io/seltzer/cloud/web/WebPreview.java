package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import io.seltzer.protocol.results.LogLine.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Serves the pages with some data on localhost, to look at them: `WebPreview PORT`. Each character of the input adds
/// a line to the log of the running scan, an `e` ends the scan; the end of the input ends it all.
final class WebPreview {
    private WebPreview() {}

    public static void main(String[] arguments) throws java.io.IOException {
        try (TestServer server = TestServer.start(InstantSource.system(), Integer.parseInt(arguments[0]));
                Seed seed = server.seed()) {
            UUID organisation = seed.organisation(TestServer.ORGANISATION);
            Flights flights = new Flights(seed, organisation, "flights");
            UUID running = seed.scan(
                    organisation, flights.dataset, flights.contract, flights.source, InstructionState.running, Instant.now());
            seed.update(running, Map.of("agent_id", flights.agent, "epoch", 1L, "attempts", 1));
            seed.event(organisation, running, "created", "verification requested", Instant.now());
            Flights planes = new Flights(seed, organisation, "planes");
            UUID broken = seed.scan(
                    organisation, planes.dataset, planes.contract, planes.source, InstructionState.failed, Flights.VERIFIED.plusSeconds(60));
            seed.update(broken, Map.of("failure_code", "source.unreachable", "failure_message",
                    "The data source flights_dwh cannot be reached (08001). Check host, port and network policy."));
            seed.event(organisation, broken, "failed", "source.unreachable", Instant.now());
            seed.dataset(organisation, "flights_dwh", List.of("nyc", "mart"), "airport_day");
            UUID fresh = seed.dataset(organisation, "flights_dwh", List.of("nyc", "mart"), "a_table_with_a_very_long_name_that_nobody_would_choose_2013");
            seed.contract(organisation, fresh, 1);
            System.out.println(server.address() + "/datasets/" + flights.dataset + " " + flights.scan + " " + running + " " + broken + " " + planes.dataset);
            for (int line = 0, key; (key = System.in.read()) >= 0; line++) {
                Level level = key == 'w' ? Level.warning : Level.info;
                seed.log(organisation, running, line, level, "Query " + line, Instant.now());
                if (key == 'e') {
                    seed.counts(running, 5, 0, 0, 0);
                    seed.update(running, Map.of("state", "completed", "started_at", Instant.now(), "ended_at", Instant.now()));
                    seed.event(organisation, running, "completed", null, Instant.now());
                }
            }
        }
    }
}
