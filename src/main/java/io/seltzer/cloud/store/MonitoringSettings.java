package io.seltzer.cloud.store;

import io.seltzer.monitor.Cadence;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the monitors of a dataset share.
///
/// @param enabled whether scans are queued by themselves
/// @param partitionColumn absent where data are measured as a whole
public record MonitoringSettings(
        boolean enabled, Cadence cadence, ZoneId timeZone, @Nullable String partitionColumn) {

    /// Whether partitions are the same.
    boolean hasPartitionsOf(MonitoringSettings other) {
        return cadence == other.cadence
                && timeZone.equals(other.timeZone)
                && Objects.equals(partitionColumn, other.partitionColumn);
    }

    /// A sentence for each difference, e.g. `cadence daily to hourly`.
    List<String> changesTo(MonitoringSettings next) {
        return new Changes()
                .of("monitoring", enabled ? "on" : "off", next.enabled ? "on" : "off")
                .of("cadence", cadence.key(), next.cadence.key())
                .of("time zone", timeZone.getId(), next.timeZone.getId())
                .of("partition column", partitionColumn, next.partitionColumn)
                .sentences();
    }
}
