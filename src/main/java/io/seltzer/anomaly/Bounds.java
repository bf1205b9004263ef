package io.seltzer.anomaly;

/// The range that a value was expected in.
///
/// @param middle expected value
/// @param lower infinite when there is no bound
/// @param upper infinite when there is no bound
/// @param least half-width below which a range makes no sense
/// @param reach distance from forecast to bound on the working scale
/// @param reachAbove the same upwards, with what people said of earlier points
/// @param reachBelow the same downwards
record Bounds(
        double middle,
        double lower,
        double upper,
        double least,
        double reach,
        double reachAbove,
        double reachBelow) {
    private static final double RELATIVE_LEAST = 1e-5;
    private static final double ABSOLUTE_LEAST = 1e-9;
    private static final double TOLERANCE = 1e-9;
    private static final double SHARE_OF_RESOLUTION = 0.01;
    private static final double LARGEST_SCORE = 50;
    private static final double JUST_OUTSIDE = 1.0001;

    static Bounds around(ScaleModel working, double reach, Widening widening, boolean repeats, double resolution) {
        double middle = working.middle();
        double above = reach * widening.above();
        double below = reach * widening.below();
        double least = repeats
                ? Math.max(Constants.REPEAT_TOLERANCE * Math.abs(middle), resolution)
                : RELATIVE_LEAST * Math.abs(middle) + Math.min(ABSOLUTE_LEAST, resolution);
        // The log scale damps what lies far above; what is consistent with a shift is measured by the same reach.
        double dampedAbove = working.damped(above);
        return new Bounds(
                middle,
                Math.min(working.below(below), middle - least),
                Math.max(working.above(dampedAbove), middle + least),
                least,
                reach,
                dampedAbove,
                below);
    }

    /// Not far beyond anything that was accepted before.
    ///
    /// @param values learnt so far
    Bounds near(PastValues past, double runningMean, int values) {
        double slack = Constants.EXTREME_SLACK + Constants.EXTREME_SLACK_YOUNG / values;
        double highest = past.highest() + slack * Math.abs(past.highest() - runningMean);
        double lowest = past.lowest() - slack * Math.abs(runningMean - past.lowest());
        return with(
                Math.max(lower, Math.min(lowest, middle - 0.5 * (middle - lower))),
                Math.min(upper, Math.max(highest, middle + 0.5 * (upper - middle))));
    }

    Bounds open() {
        return with(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// Zero, or a burst.
    Bounds ofBursts(double largest, double resolution) {
        return new Bounds(0, 0, largest, resolution, reach, reachAbove, reachBelow);
    }

    Bounds within(double least, double most) {
        return with(Math.max(lower, least), Math.min(upper, most));
    }

    private Bounds with(double newLower, double newUpper) {
        return new Bounds(middle, newLower, newUpper, least, reach, reachAbove, reachBelow);
    }

    boolean excludes(double value) {
        double tolerance = TOLERANCE * (1 + Math.abs(value));
        return value > upper + tolerance || value < lower - tolerance;
    }

    /// 1 on the bound, at most 50.
    double score(double value, double resolution) {
        double deviation = value - middle;
        double room = deviation > 0 ? upper - middle : middle - lower;
        double score = Math.min(
                Math.abs(deviation) / Math.max(Math.max(room, least), SHARE_OF_RESOLUTION * resolution),
                LARGEST_SCORE);
        return excludes(value) ? Math.max(score, JUST_OUTSIDE) : Math.min(score, 1);
    }
}
