package io.seltzer.cloud;

import io.seltzer.cloud.store.ContractGate;
import java.time.InstantSource;

/// What a control plane is put together from, besides its settings.
///
/// @param clock what all state changes take as now
public record Wiring(ContractGate gate, WebFace web, InstantSource clock) {}
