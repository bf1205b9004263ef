package io.seltzer.cloud.store;

import io.seltzer.monitor.Monitor;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A monitor as it stands.
///
/// @param since when its series began: older measurements are of another one
/// @param latest of the newest point, of several groups the worst; absent before the first
public record WatchedMonitor(
        UUID dataset, Monitor monitor, OffsetDateTime createdAt, OffsetDateTime since, @Nullable Latest latest) {

    /// @param verdict word of [io.seltzer.protocol.results.Diagnostics.Verdict]
    /// @param reason why it is unknown
    /// @param group empty for a monitor without groups
    public record Latest(
            OffsetDateTime dataTime,
            String group,
            String verdict,
            @Nullable String reason,
            @Nullable Integer missingPoints,
            @Nullable Double value) {}
}
