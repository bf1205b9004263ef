package io.seltzer.anomaly;

import java.time.ZoneId;

/// What is fixed about a series of measurements. Whoever changes any of it starts the series anew: a state of other
/// settings is not read.
///
/// @param stepHours cadence: a divisor of 24 below 24, or 24, or 168
/// @param lower hard bound of the metric; infinite where there is none
/// @param upper hard bound of the metric; infinite where there is none
/// @param whole whether all values are whole numbers by nature
/// @param resolution smallest deviation that matters, in the metric's unit
/// @param zone whose weekdays and hours are the seasons
public record Series(
        int stepHours, double lower, double upper, boolean whole, double resolution, ZoneId zone) {
    private static final double SMALLEST_RESOLUTION = 1e-100;
    private static final double LARGEST_RESOLUTION = 1e100;

    /// @throws IllegalArgumentException for another cadence, crossed bounds, or a resolution that is not above 0
    public Series {
        if (stepHours < 1 || (stepHours > 24 ? stepHours != 168 : 24 % stepHours != 0)) {
            throw new IllegalArgumentException("no cadence of so many hours: " + stepHours);
        }
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("the bounds are crossed");
        }
        if (!(resolution >= SMALLEST_RESOLUTION && resolution <= LARGEST_RESOLUTION)) {
            throw new IllegalArgumentException("the resolution is not above 0");
        }
    }
}
