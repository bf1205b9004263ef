package io.seltzer.anomaly;

/// The last residuals of a mixture.
final class ResidualWindow {
    /// With fewer a quantile says nothing.
    private static final int FEWEST = 8;

    private final double[] ring = new double[Constants.RESIDUAL_WINDOW];
    private int stored;

    void add(double residual) {
        ring[stored % ring.length] = residual;
        stored++;
    }

    /// The variance that the bounds are made of: the residuals' quantile, shrunk towards the mixture's own variance.
    ///
    /// @param noise added to each residual's size
    double variance(double own, double noise, Reach reach) {
        int count = filled();
        if (count < FEWEST) {
            return own;
        }
        double[] sizes = new double[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = Math.abs(ring[i]);
        }
        double decile = Statistics.quantileOf(sizes, 0.9) + noise;
        double deviation = (count * decile * reach.ofResiduals()
                        + Constants.RESIDUAL_PRIOR * reach.ofDeviation() * Math.sqrt(own))
                / (count + Constants.RESIDUAL_PRIOR)
                / reach.ofDeviation();
        return deviation * deviation;
    }

    private int filled() {
        return Math.min(stored, ring.length);
    }

    void write(StateWriter state) {
        state.count(stored).reals(ring, filled());
    }

    void read(StateReader state) throws BrokenStateException {
        stored = state.count();
        state.reals(ring, filled());
    }
}
