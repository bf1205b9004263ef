package io.seltzer.anomaly;

/// Two consistent alarms in a row are a new level, and a value that lies where the level was before the last shift is the
/// way back. So a lasting shift raises one alarm, a short outage one, and its end none.
final class LevelShift {
    enum Outcome {
        NONE,
        /// The level moved to where the last two values lie.
        ACCEPTED,
        /// The level moved back.
        RETURNED
    }

    private final int period;
    /// Length of the present run of consistent alarms.
    private int run;
    /// For how many more points the way back is kept.
    private int age;

    LevelShift(Seasons seasons) {
        period = seasons.period();
    }

    /// A value out of range.
    Outcome outside(ScaleModel[] scales, ScaleModel working, Bounds bounds) {
        double error = working.error();
        double back = error - working.wayBack();
        if (age > 0 && -bounds.reachBelow() <= back && back <= bounds.reachAbove()) {
            for (ScaleModel scale : scales) {
                scale.goBack();
            }
            age = 0;
            run = 0;
            return Outcome.RETURNED;
        }
        if (run == 0 || !consistent(error, working.shift(), bounds.reach())) {
            run = 1;
            for (ScaleModel scale : scales) {
                scale.beginShift();
            }
            return Outcome.NONE;
        }
        run++;
        if (run < Constants.SHIFT_RUN) {
            return Outcome.NONE;
        }
        for (ScaleModel scale : scales) {
            scale.acceptShift();
        }
        age = period;
        run = 0;
        return Outcome.ACCEPTED;
    }

    private static boolean consistent(double error, double first, double reach) {
        return error * first > 0
                && Math.abs(error - first) <= Math.max(reach, Constants.SHIFT_SIMILARITY * Math.abs(first));
    }

    void inside() {
        run = 0;
    }

    void pointDone() {
        age = Math.max(age - 1, 0);
    }

    /// Whether an alarm now is the first of its kind.
    boolean fresh() {
        return run <= 1;
    }

    void write(StateWriter state) {
        state.count(run).count(age);
    }

    void read(StateReader state) throws BrokenStateException {
        run = state.count();
        age = state.count();
    }
}
