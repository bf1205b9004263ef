package io.seltzer.anomaly;

import java.time.ZoneId;

/// What is fixed about a series of measurements.
///
/// @param stepHours cadence: a divisor of 24 below 24, or 24, or 168
/// @param lower hard bound of the metric; infinite where there is none
/// @param upper hard bound of the metric; infinite where there is none
/// @param whole whether all values are whole numbers by nature
/// @param resolution smallest deviation that matters, in the metric's unit
/// @param zone whose weekdays and hours are the seasons
public record Series(
        int stepHours, double lower, double upper, boolean whole, double resolution, ZoneId zone) {}
