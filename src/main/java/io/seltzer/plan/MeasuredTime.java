package io.seltzer.plan;

import io.seltzer.monitor.Monitor;
import java.time.Instant;
import java.util.Optional;

/// A time for which monitors get a value.
///
/// @param dataTime of the series' point
/// @param reference from which ages are counted
public record MeasuredTime(Instant dataTime, Instant reference) {

    MonitorPoint gap(Monitor monitor, Gap gap) {
        return new MonitorPoint(monitor, Optional.empty(), this, Reading.none(gap));
    }
}
