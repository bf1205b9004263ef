package io.seltzer.protocol;

import java.util.UUID;

/// The right to work on an instruction. The epoch grows each time the instruction is granted again; whoever
/// holds an older one is refused everywhere.
public record Lease(UUID instructionId, long epoch) {}
