package io.seltzer.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Points of a series, and series to measure.
///
/// @param value NaN: no measurement
record Measured(Instant time, double value, Mark mark, Sensitivity sensitivity) {
    /// A Monday.
    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    static final Series DAILY_COUNT = counts(24, ZoneOffset.UTC);
    static final Series HOURLY_COUNT = counts(1, ZoneOffset.UTC);

    private static final double[] WEEK = {1, 1.05, 1.02, 0.98, 0.95, 0.4, 0.3};

    static Series counts(int stepHours, ZoneId zone) {
        return new Series(stepHours, 0, Double.POSITIVE_INFINITY, true, 0.5, zone);
    }

    static Series unbounded(double resolution) {
        return new Series(
                24, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, resolution, ZoneOffset.UTC);
    }

    /// The point so many steps after the start.
    static Measured at(Series series, int step, double value) {
        return new Measured(
                START.plus(Duration.ofHours((long) step * series.stepHours())), value, Mark.NONE, Sensitivity.DEFAULT);
    }

    /// Rows loaded, with a pattern of the day.
    static List<Measured> sameEachDay(Series series, int points, long seed) {
        return rows(series, points, seed, new double[] {1});
    }

    /// Rows loaded, with a pattern of the day, and fewer on weekends.
    static List<Measured> rows(Series series, int points, long seed) {
        return rows(series, points, seed, WEEK);
    }

    private static List<Measured> rows(Series series, int points, long seed, double[] days) {
        Random chance = new Random(seed);
        List<Measured> rows = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            int hour = i * series.stepHours();
            double day = 1 + 0.5 * Math.sin(2 * Math.PI * (hour % 24) / 24);
            double noise = Math.exp(0.05 * chance.nextGaussian());
            rows.add(at(series, i, Math.rint(1000 * days[hour / 24 % days.length] * day * noise)));
        }
        return rows;
    }

    Measured with(double other) {
        return new Measured(time, other, mark, sensitivity);
    }

    Measured with(Mark other) {
        return new Measured(time, value, other, sensitivity);
    }

    Decision decidedBy(Detector detector) {
        return detector.decide(time, value, mark, sensitivity);
    }

    static List<Decision> decide(Detector detector, List<Measured> points) {
        return points.stream().map(point -> point.decidedBy(detector)).toList();
    }
}
