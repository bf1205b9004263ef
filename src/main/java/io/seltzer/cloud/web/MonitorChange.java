package io.seltzer.cloud.web;

import java.time.Instant;

/// What somebody changed of a monitor, and when.
///
/// @param when as pages write it, in the zone of the monitor
public record MonitorChange(Instant time, String when, String who, String what) {}
