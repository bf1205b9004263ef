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

    /// The same of values in any order, which it changes.
    static double quantileOf(double[] values, double share) {
        double place = share * (values.length - 1);
        int below = (int) place;
        select(values, below);
        if (below + 1 >= values.length) {
            return values[below];
        }
        double next = values[below + 1];
        for (int i = below + 2; i < values.length; i++) {
            next = Math.min(next, values[i]);
        }
        return values[below] + (place - below) * (next - values[below]);
    }

    /// Puts the value that sorting would put there at a place, no larger ones before it, no smaller ones behind it
    /// (Hoare's selection).
    private static void select(double[] values, int place) {
        int from = 0;
        int to = values.length - 1;
        while (from < to) {
            double pivot = values[place];
            int low = from;
            int high = to;
            while (low <= high) {
                while (values[low] < pivot) {
                    low++;
                }
                while (pivot < values[high]) {
                    high--;
                }
                if (low <= high) {
                    double swapped = values[low];
                    values[low] = values[high];
                    values[high] = swapped;
                    low++;
                    high--;
                }
            }
            if (high < place) {
                from = low;
            }
            if (place < low) {
                to = high;
            }
        }
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
