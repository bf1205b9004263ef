package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import io.seltzer.protocol.results.LogLine.Level;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Serves the pages with some data on localhost, to look at them: `WebPreview PORT`. Each character of the input adds
/// a line to the log of the running scan, an `e` ends the scan; the end of the input ends it all.
final class WebPreview {
    private final Seed seed;
    private final UUID organisation;
    private final Flights flights;
    private final Flights planes;

    private WebPreview(Seed seed) {
        this.seed = seed;
        organisation = seed.organisation(TestServer.ORGANISATION);
        flights = new Flights(seed, organisation, "flights");
        planes = new Flights(seed, organisation, "planes");
        seed.dataset(organisation, "flights_dwh", List.of("nyc", "mart"), "airport_day");
        UUID fresh = seed.dataset(
                organisation, "flights_dwh", List.of("nyc", "mart"), "a_name_as_long_as_nobody_would_choose");
        seed.contract(organisation, fresh, 1);
    }

    public static void main(String[] arguments) throws IOException {
        try (TestServer server = TestServer.start(InstantSource.system(), Integer.parseInt(arguments[0]));
                Seed seed = server.seed()) {
            WebPreview preview = new WebPreview(seed);
            UUID running = preview.running();
            UUID failed = preview.failed();
            System.out.println(server.address() + "/datasets/" + preview.flights.dataset + " " + preview.flights.scan
                    + " " + running + " " + failed + " " + preview.planes.dataset);
            int line = 0;
            for (int key = System.in.read(); key >= 0; key = System.in.read()) {
                preview.goOn(running, line++, key);
            }
        }
    }

    private UUID running() {
        UUID scan = scan(flights, InstructionState.running, Instant.now());
        seed.update(scan, Map.of("agent_id", flights.agent, "epoch", 1L, "attempts", 1));
        seed.event(organisation, scan, "created", "verification requested", Instant.now());
        return scan;
    }

    private UUID failed() {
        UUID scan = scan(planes, InstructionState.failed, Flights.VERIFIED.plusSeconds(60));
        String why = "The data source flights_dwh cannot be reached (08001). Check host, port and network policy.";
        seed.update(scan, Map.of("failure_code", "source.unreachable", "failure_message", why));
        seed.event(organisation, scan, "failed", "source.unreachable", Instant.now());
        return scan;
    }

    private UUID scan(Flights of, InstructionState state, Instant created) {
        return seed.scan(organisation, of.dataset, of.contract, of.source, state, created);
    }

    private void goOn(UUID scan, int line, int key) {
        Level level = key == 'w' ? Level.warning : Level.info;
        seed.log(organisation, scan, line, level, "Query " + line, Instant.now());
        if (key == 'e') {
            Instant now = Instant.now();
            seed.counts(scan, 5, 0, 0, 0);
            seed.update(scan, Map.of("state", "completed", "started_at", now, "ended_at", now));
            seed.event(organisation, scan, "completed", null, now);
        }
    }
}
