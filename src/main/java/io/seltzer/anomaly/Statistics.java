package io.seltzer.anomaly;

import java.util.Arrays;

/// Order statistics and a density.
final class Statistics {
    private Statistics() {}

    /// Between two order statistics the quantile is interpolated.
    ///
    /// @param sorted ascending, not empty
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        return below + 1 >= sorted.length
                ? sorted[below]
                : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// Standard deviation, of all values and not of a sample.
    static double deviation(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }

    /// Log density of a Student-t error, without what is the same for all errors.
    static double logDensity(double error, double variance) {
        double df = Constants.T_DF;
        return -0.5 * StrictMath.log(variance) - 0.5 * (df + 1) * StrictMath.log1p(error * error / (df * variance));
    }

    static double clamp(double value, double size) {
        return Math.min(Math.max(value, -size), size);
    }
}
