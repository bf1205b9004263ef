package io.seltzer.anomaly;

/// What is kept of values as they were measured.
final class PastValues {
    private static final double REPEAT_GAIN = 0.015;
    private static final double OFTEN = 0.5;

    private double highest = Double.NEGATIVE_INFINITY;
    private double lowest = Double.POSITIVE_INFINITY;
    private double last = Double.NaN;
    /// Smoothed share of values that equal their predecessor.
    private double repeats;

    double highest() {
        return highest;
    }

    double lowest() {
        return lowest;
    }

    /// Whether most values equal their predecessor.
    boolean mostlyRepeats() {
        return repeats > OFTEN;
    }

    /// @param values learnt, this one included
    /// @param anomaly such a value moves no extreme
    void count(double value, boolean anomaly, int values) {
        if (!anomaly) {
            highest = Math.max(highest, value);
            lowest = Math.min(lowest, value);
        }
        repeats += Math.max(REPEAT_GAIN, 1.0 / values) * ((value == last ? 1 : 0) - repeats);
        last = value;
    }

    /// Only of a series that has values: before the first one they are not finite.
    void write(StateWriter state) {
        state.real(highest).real(lowest).real(last).real(repeats);
    }

    void read(StateReader state) throws BrokenStateException {
        highest = state.real();
        lowest = state.real();
        last = state.real();
        repeats = state.real();
    }
}
