package io.seltzer.anomaly;

import java.util.Arrays;

/// Whether a series is zero again and again without the season saying when, and how large its other values are then.
final class Intermittency {
    private static final int BURSTS = 60;
    private static final int FEWEST_BURSTS = 3;
    private static final double SMALLEST_SPREAD = 0.2;
    private static final double LARGEST_EXPONENT = 600;
    private static final double ZERO_GAIN = 0.02;

    private final boolean possible;
    /// Smoothed share of zeros.
    private double zeros;

    private final double[] slotZeros;
    private final double[] slotVisits;
    /// Logs of the last positive values.
    private final double[] bursts = new double[BURSTS];

    private int stored;

    /// @param lower the metric's bound: what may be negative is never intermittent
    Intermittency(Seasons seasons, double lower) {
        possible = lower >= 0;
        slotZeros = new double[seasons.slots()];
        slotVisits = new double[seasons.slots()];
    }

    boolean holds() {
        if (!possible || zeros <= Constants.ZERO_SHARE) {
            return false;
        }
        double visits = 0;
        double unexplained = 0;
        for (int slot = 0; slot < slotVisits.length; slot++) {
            double share = (slotZeros[slot] + 0.5 * zeros) / (slotVisits[slot] + 0.5);
            unexplained += slotVisits[slot] * Math.min(share, 1 - share);
            visits += slotVisits[slot];
        }
        return visits > 0 && unexplained / visits > Constants.ZERO_UNEXPLAINED;
    }

    /// How large a value may be; infinite while there were too few that are not zero.
    double upper(double resolution) {
        if (stored < FEWEST_BURSTS) {
            return Double.POSITIVE_INFINITY;
        }
        double[] sorted = Arrays.copyOf(bursts, filled());
        Arrays.sort(sorted);
        double median = Statistics.quantile(sorted, 0.5);
        double spread = Math.max(
                Math.max(
                        (Statistics.quantile(sorted, 0.75) - median) / Constants.NORMAL_QUARTILE,
                        (Statistics.quantile(sorted, 0.9) - median) / Constants.NORMAL_DECILE),
                SMALLEST_SPREAD);
        double reach = Constants.BURST_QUANTILE + Constants.BURST_PRIOR / sorted.length;
        return Math.max(StrictMath.exp(Math.min(median + reach * spread, LARGEST_EXPONENT)), resolution);
    }

    /// @param values learnt, this one included
    void count(double value, Slot slot, int values) {
        int zero = value == 0 ? 1 : 0;
        int at = slot.first();
        zeros += Math.max(ZERO_GAIN, 1.0 / values) * (zero - zeros);
        slotVisits[at] = Constants.SEASON_MEMORY * slotVisits[at] + 1;
        slotZeros[at] = Constants.SEASON_MEMORY * slotZeros[at] + zero;
        if (value > 0) {
            bursts[stored % BURSTS] = StrictMath.log(value);
            stored++;
        }
    }

    private int filled() {
        return Math.min(stored, BURSTS);
    }

    void write(StateWriter state) {
        state.real(zeros).reals(slotZeros).reals(slotVisits).count(stored).reals(bursts, filled());
    }

    void read(StateReader state) throws BrokenStateException {
        zeros = state.real();
        state.reals(slotZeros).reals(slotVisits);
        stored = state.count();
        state.reals(bursts, filled());
        for (double visits : slotVisits) {
            state.require(visits >= 0);
        }
    }
}
