package io.seltzer.cloud;

import io.seltzer.cloud.store.DatasetNameGate;
import java.time.Clock;
import java.time.InstantSource;

/// Reads no more of a contract than its dataset, and shows no pages.
final class PlainWiring {
    private PlainWiring() {}

    static Wiring with(WebFace web) {
        return new Wiring(new DatasetNameGate(), web, Clock.systemUTC());
    }

    static Wiring with(InstantSource clock) {
        return new Wiring(new DatasetNameGate(), WebFace.none(), clock);
    }
}
