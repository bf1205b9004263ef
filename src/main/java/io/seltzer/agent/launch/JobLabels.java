package io.seltzer.agent.launch;

import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import java.time.Instant;
import java.util.UUID;

/// What stands on a job, for whoever finds it: enough to watch, report or fence it after a restart. No secrets.
///
/// @param dataSource name; limits count per data source
/// @param deadline after which the scan should have ended itself
public record JobLabels(
        Lease lease, UUID scanId, String dataSource, Instruction.Kind kind, Instant deadline) {

    public static JobLabels of(Lease lease, Instruction instruction) {
        return new JobLabels(
                lease, instruction.scanId(), instruction.dataSource(), instruction.kind(), instruction.deadline());
    }
}
