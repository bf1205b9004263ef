package io.seltzer.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One metric of one dataset that is watched.
///
/// @param column whose metric it is; absent for metrics of the dataset and queries
/// @param grouping absent unless each group is a series of its own
/// @param sql a query whose first cell is the value; there exactly for [MonitorMetric#CUSTOM_SQL]
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Monitor(
        UUID id,
        String name,
        MonitorMetric metric,
        @Nullable String column,
        @Nullable Grouping grouping,
        @Nullable String sql,
        Detection detection) {

    public Monitor with(Detection other) {
        return new Monitor(id, name, metric, column, grouping, sql, other);
    }

    /// The same, known by another id.
    public Monitor with(UUID other) {
        return new Monitor(other, name, metric, column, grouping, sql, detection);
    }
}
