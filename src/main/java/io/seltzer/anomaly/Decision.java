package io.seltzer.anomaly;

/// What the detector thinks of one value. An expected value may lie outside of its range: it was taken for a new regime, such
/// as the return to an earlier level or a weekday that has changed.
///
/// @param score 1 on the bound, at most 50
/// @param expected NaN when nothing was expected
/// @param lower infinite or NaN when there is no bound
/// @param upper infinite or NaN when there is no bound
/// @param direction 1 above what was expected, -1 below; 0 for no anomaly
/// @param continuing whether this value, expected from now on, lies outside of what was expected before: the second point
///     of a lasting shift
/// @param missingPoints how many values the training still took, this one included; 0 when it was over
public record Decision(
        Verdict verdict,
        double score,
        double expected,
        double lower,
        double upper,
        int direction,
        boolean continuing,
        int missingPoints) {

    public enum Verdict {
        UNKNOWN,
        EXPECTED,
        ANOMALY
    }

    static Decision unknown(int missingPoints) {
        return new Decision(Verdict.UNKNOWN, 0, Double.NaN, Double.NaN, Double.NaN, 0, false, missingPoints);
    }

    /// Of a value that no range holds.
    static Decision infinite(int direction, int missingPoints) {
        return new Decision(
                Verdict.ANOMALY, 50, Double.NaN, Double.NaN, Double.NaN, direction, false, missingPoints);
    }
}
