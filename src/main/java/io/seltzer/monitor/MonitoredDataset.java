package io.seltzer.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The monitors of a dataset and what they share.
///
/// @param dataset qualified name, `source/prefix/.../table`
/// @param partitionColumn a date or time that says when a row arrived; without it data are measured as a whole at the
///     time of the scan
/// @param timeZone of partitions and calendar, e.g. `Europe/Berlin`; a partition column without a zone means this one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MonitoredDataset(
        String dataset,
        @Nullable String partitionColumn,
        ZoneId timeZone,
        Cadence cadence,
        List<Monitor> monitors) {
    public MonitoredDataset {
        monitors = List.copyOf(monitors);
    }
}
