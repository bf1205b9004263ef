package io.seltzer.cloud;

import io.seltzer.cloud.store.ContractGate;
import io.seltzer.cloud.store.DatasetNameGate;
import java.time.Clock;
import java.time.InstantSource;

/// What a control plane is put together from, besides its settings.
///
/// @param clock what all state changes take as now
public record Wiring(ContractGate gate, WebFace web, InstantSource clock) {
    /// Reads no more of a contract than its dataset, and shows no pages.
    public static Wiring plain() {
        return new Wiring(new DatasetNameGate(), WebFace.none(), Clock.systemUTC());
    }

    public Wiring withGate(ContractGate other) {
        return new Wiring(other, web, clock);
    }

    public Wiring withWeb(WebFace other) {
        return new Wiring(gate, other, clock);
    }

    public Wiring withClock(InstantSource other) {
        return new Wiring(gate, web, other);
    }
}
