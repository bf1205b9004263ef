package io.seltzer.plan;

import io.seltzer.monitor.Monitor;

/// A monitor, and how its value is computed in a query.
public record MonitorValue(Monitor monitor, Formula formula) {}
