package io.seltzer.anomaly;

/// A point's place in the seasons.
///
/// @param first slot of the day; of a daily series the weekday, Monday is 0
/// @param second slot of the week; 0 for series without a second season
record Slot(int first, int second) {}
