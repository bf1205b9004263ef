package io.seltzer.monitor;

/// What is wrong with a monitor's settings.
///
/// @param code stable, e.g. `monitor.sensitivity`
/// @param member of the monitor as files spell it, e.g. `sensitivity`
/// @param message what is wrong and what would be right
public record MonitorFault(String code, String member, String message) {}
