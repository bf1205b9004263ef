package io.seltzer.anomaly;

/// Every tuned number of the detector, the same for every cadence. A changed one changes what a stored state means:
/// raise [StateWriter#VERSION] with it.
final class Constants {
    // Threshold

    /// Probability per day that a value of an unchanged series lies out of range.
    static final double TAIL_RATE = 5e-4;
    /// Exponent of the Weibull-type tail: 0.5 is normal, 1 exponential.
    static final double TAIL_SHAPE = 0.77;
    /// Residuals kept per scale.
    static final int RESIDUAL_WINDOW = 300;
    /// Weight of the mixture's own spread against the residuals, in points.
    static final double RESIDUAL_PRIOR = 20;
    /// Extra width after n points: 1 + a / (n + 1).
    static final double WARMUP_WIDENING = 4;
    /// Slope of the upper bound beyond a factor e on the log scale.
    static final double LOG_DAMPING = 0.4;
    /// How far beyond the accepted extremes a value may lie, in their distances from the running mean.
    static final double EXTREME_SLACK = 0.4;
    /// The same, divided by the number of points, added for young series.
    static final double EXTREME_SLACK_YOUNG = 12;
    /// Relative half-width while most values equal their predecessor.
    static final double REPEAT_TOLERANCE = 0.01;
    /// What each alarm adds to the log of the width.
    static final double ALARM_BACKOFF = 0.35;

    // Mixture of experts

    /// Degrees of freedom of the Student-t likelihood.
    static final double T_DF = 5;
    /// What is left of a log likelihood after a point.
    static final double MEMORY = 0.93;
    /// Temperature of the experts' weights.
    static final double LEARNING_RATE = 0.35;
    /// Gains of the level experts per point; 0 is the running mean.
    static final double[] LEVEL_GAINS = {0, 0.02, 0.12, 0.4};
    /// Gain of the difference expert's drift per point.
    static final double DRIFT_GAIN = 0.05;
    /// Gain of the first season (weekday, or slot of the day) per visit.
    static final double SEASON_GAIN = 0.12;
    /// Gain of the second season (slot of the week) per visit.
    static final double SEASON2_GAIN = 0.25;
    /// Gain of the first season when a slot is new or its change is accepted.
    static final double SEASON_JUMP = 0.6;
    /// Gain of an expert's error variance per point.
    static final double VARIANCE_GAIN = 0.025;
    /// Innovations are clipped at so many standard deviations (Huber).
    static final double CLIP = 2;
    /// Prior weight of spread 1 for each slot, in visits.
    static final double SEASON_SPREAD_PRIOR = 5;
    /// What is left of a slot's statistics after a visit.
    static final double SEASON_MEMORY = 0.97;

    // Change of regime

    /// Consistent alarms in a row that make a level shift.
    static final int SHIFT_RUN = 2;
    /// Consistent is what lies within one bound, or within this fraction of the first deviation.
    static final double SHIFT_SIMILARITY = 0.3;
    /// Visits of a slot in a row, out of range on one side, that make a seasonal change.
    static final int RECUR_RUN = 2;

    // Intermittent series

    /// Share of zeros above which a series may be intermittent.
    static final double ZERO_SHARE = 0.25;
    /// Share of points of which the season does not explain whether they are zero.
    static final double ZERO_UNEXPLAINED = 0.1;
    /// Upper bound of values other than zero, in log standard deviations.
    static final double BURST_QUANTILE = 2.5;
    /// Added to it, divided by the number of such values.
    static final double BURST_PRIOR = 6;

    /// Values before the first decision.
    static final int START = 5;

    /// 75 % quantile of the standard normal distribution.
    static final double NORMAL_QUARTILE = 0.6744897501960817;
    /// 90 % quantile of the standard normal distribution.
    static final double NORMAL_DECILE = 1.2815515655446004;

    private Constants() {}
}
