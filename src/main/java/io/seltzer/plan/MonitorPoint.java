package io.seltzer.plan;

import io.seltzer.monitor.Monitor;
import java.util.Optional;

/// What was measured of one monitor for one time.
///
/// @param group the value of the grouping column; it stays in the scan process unless the user says otherwise
public record MonitorPoint(Monitor monitor, Optional<String> group, MeasuredTime time, Reading reading) {}
