package io.seltzer.plan;

import io.seltzer.monitor.Monitor;
import java.util.Optional;

/// A query that a user wrote, of which the first cell is the value.
///
/// @param sql at most two rows, so that a second one can be told
public record MonitorStatement(Monitor monitor, MeasuredTime time, String sql) {
    public MonitorPoint point(Reading reading) {
        return new MonitorPoint(monitor, Optional.empty(), time, reading);
    }
}
