package io.seltzer.anomaly;

/// What is made of a decided value.
///
/// @param alarm out of range, and no new regime
/// @param score 1 on the bound, at most 50
/// @param seasonalChange whether this is what has become usual in its slot
record Judgement(boolean alarm, double score, LevelShift.Outcome shift, boolean seasonalChange) {
    private static final double WITHDRAWN_SCORE = 0.99;

    /// @param score of the value as such: less if it turned out to be a new regime
    static Judgement of(boolean outside, double score, LevelShift.Outcome shift, boolean seasonalChange) {
        boolean withdrawn = shift != LevelShift.Outcome.NONE || seasonalChange;
        return new Judgement(
                outside && !withdrawn, withdrawn ? Math.min(score, WITHDRAWN_SCORE) : score, shift, seasonalChange);
    }

    boolean adapted() {
        return shift != LevelShift.Outcome.NONE;
    }

    /// What is learnt of it once somebody has said what it was.
    Judgement marked(Mark mark) {
        return switch (mark) {
            case EXPECTED -> new Judgement(false, score, shift, true);
            case ANOMALY -> new Judgement(true, score, shift, seasonalChange);
            case NONE, EXCLUDED -> this;
        };
    }

    Decision decision(double value, Bounds bounds, boolean newSlot) {
        Decision.Verdict verdict = alarm
                ? Decision.Verdict.ANOMALY
                : newSlot ? Decision.Verdict.UNKNOWN : Decision.Verdict.EXPECTED;
        int direction = !alarm ? 0 : value > bounds.middle() ? 1 : -1;
        return new Decision(
                verdict,
                score,
                bounds.middle(),
                bounds.lower(),
                bounds.upper(),
                direction,
                shift == LevelShift.Outcome.ACCEPTED,
                0);
    }
}
