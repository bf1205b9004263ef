package io.seltzer.anomaly;

/// What makes the range wider or narrower than the residuals say: many alarms, and what people said of earlier points.
final class Widening {
    private static final double FADING = 0.996;
    private static final double MOST_SLACK = 3;
    private static final double LEAST_SLACK = 0.5;
    private static final double A_LITTLE_WIDER = 1.02;
    private static final double A_LITTLE_NARROWER = 0.98;

    private final double decay;
    /// Log of the factor that alarms have brought.
    private double backoff;

    private double below = 1;
    private double above = 1;

    Widening(Seasons seasons) {
        decay = StrictMath.pow(2, -1.0 / (2 * seasons.period()));
    }

    double byAlarms() {
        return StrictMath.exp(backoff);
    }

    double above() {
        return above;
    }

    double below() {
        return below;
    }

    void alarm() {
        backoff += Constants.ALARM_BACKOFF;
    }

    void calm() {
        backoff *= decay;
    }

    void fade() {
        below = 1 + (below - 1) * FADING;
        above = 1 + (above - 1) * FADING;
    }

    /// An alarm was none: a value so far out shall lie inside.
    void widen(boolean upwards, double score) {
        set(upwards, Math.min(side(upwards) * score * A_LITTLE_WIDER, MOST_SLACK));
    }

    /// An anomaly was missed: a value so far inside shall lie outside.
    void narrow(boolean upwards, double score) {
        set(upwards, Math.max(side(upwards) * Math.min(score, 1) * A_LITTLE_NARROWER, LEAST_SLACK));
    }

    private double side(boolean upwards) {
        return upwards ? above : below;
    }

    private void set(boolean upwards, double slack) {
        if (upwards) {
            above = slack;
        } else {
            below = slack;
        }
    }

    void write(StateWriter state) {
        state.real(backoff).real(below).real(above);
    }

    void read(StateReader state) throws BrokenStateException {
        backoff = state.real();
        below = state.real();
        above = state.real();
        state.require(below > 0 && above > 0);
    }
}
