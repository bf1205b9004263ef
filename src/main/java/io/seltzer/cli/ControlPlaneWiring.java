package io.seltzer.cli;

import io.seltzer.cloud.Wiring;
import io.seltzer.cloud.store.ParsedContracts;
import io.seltzer.cloud.web.WebFace;
import java.time.Clock;

/// The control plane as it ships: contracts are parsed before they are published, and the pages are there.
public final class ControlPlaneWiring {
    private ControlPlaneWiring() {}

    public static Wiring complete() {
        Clock clock = Clock.systemUTC();
        return new Wiring(
                new ParsedContracts(clock), (vertx, store) -> new WebFace(store, clock).router(vertx), clock);
    }
}
