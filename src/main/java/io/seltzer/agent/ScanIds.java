package io.seltzer.agent;

import io.seltzer.protocol.Lease;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.spi.LoggingEventBuilder;

/// Which scan each lease in hand is for, so that every line of the log about it can say so. For any thread.
final class ScanIds {
    private final Map<Lease, UUID> byLease = new ConcurrentHashMap<>();

    void note(Lease lease, UUID scan) {
        byLease.put(lease, scan);
    }

    void keepOnly(Collection<Lease> held) {
        byLease.keySet().retainAll(Set.copyOf(held));
    }

    /// The line with instruction, epoch and scan. Of what is left in the journal of a job that is gone, nobody knows
    /// the scan any more.
    LoggingEventBuilder on(LoggingEventBuilder line, Lease lease) {
        UUID scan = byLease.get(lease);
        LoggingEventBuilder about = line.addKeyValue(LogKeys.INSTRUCTION, lease.instructionId())
                .addKeyValue(LogKeys.EPOCH, lease.epoch());
        return scan == null ? about : about.addKeyValue(LogKeys.SCAN, scan);
    }
}
