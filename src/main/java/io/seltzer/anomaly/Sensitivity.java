package io.seltzer.anomaly;

/// How rare a value has to be to count as an anomaly. It holds from the point that it is given with; the past is not
/// decided again.
///
/// @param tailRate probability per day, at most 0.5, that a value of an unchanged series lies out of range. It is a
///     probability per day so that an hourly series gets no more alarms a day than a daily one
public record Sensitivity(double tailRate) {
    private static final double LARGEST_TAIL_RATE = 0.5;
    private static final double SMALLEST_TAIL_RATE = 1e-15;
    private static final double DEFAULT_DEVIATIONS = 3;
    private static final double FEWEST_DEVIATIONS = 0.3;
    private static final double MOST_DEVIATIONS = 6;

    /// False alarms per 365 decisions, and the tail rates that led to them on real and synthetic series.
    private static final double[] FALSE_ALARMS = {0.5, 0.6, 0.75, 0.95, 1.1, 1.4, 1.8, 3.3, 5};

    private static final double[] TAIL_RATES = {5e-8, 5e-6, 5e-5, 5e-4, 1.5e-3, 5e-3, 1.5e-2, 5e-2, 1e-1};

    public static final Sensitivity DEFAULT = new Sensitivity(Constants.TAIL_RATE);

    /// @throws IllegalArgumentException if the rate is not in [1e-15, 0.5]
    public Sensitivity {
        if (!(tailRate >= SMALLEST_TAIL_RATE && tailRate <= LARGEST_TAIL_RATE)) {
            throw new IllegalArgumentException("a tail rate is above 0 and at most 0.5");
        }
    }

    /// The range is as much wider than the usual one as `deviations` is more than 3.
    ///
    /// @param deviations 0.3 (narrow, many alarms) to 6; what lies outside counts as the nearer end
    public static Sensitivity ofDeviations(double deviations) {
        double z = within(deviations, FEWEST_DEVIATIONS, MOST_DEVIATIONS);
        double usual = -StrictMath.log(Constants.TAIL_RATE);
        double depth = usual * StrictMath.pow(z / DEFAULT_DEVIATIONS, 1 / Constants.TAIL_SHAPE);
        return z == DEFAULT_DEVIATIONS ? DEFAULT : new Sensitivity(Math.min(StrictMath.exp(-depth), LARGEST_TAIL_RATE));
    }

    /// @param per365Decisions how many false alarms are fine: 0.5 to 5; what lies outside counts as the nearer end
    public static Sensitivity ofFalseAlarms(double per365Decisions) {
        int last = FALSE_ALARMS.length - 1;
        double r = within(per365Decisions, FALSE_ALARMS[0], FALSE_ALARMS[last]);
        int above = 1;
        while (above < last && FALSE_ALARMS[above] < r) {
            above++;
        }
        if (r == FALSE_ALARMS[above]) {
            return new Sensitivity(TAIL_RATES[above]);
        }
        double share = StrictMath.log(r / FALSE_ALARMS[above - 1])
                / StrictMath.log(FALSE_ALARMS[above] / FALSE_ALARMS[above - 1]);
        double ratio = TAIL_RATES[above] / TAIL_RATES[above - 1];
        return new Sensitivity(TAIL_RATES[above - 1] * StrictMath.pow(ratio, share));
    }

    private static double within(double value, double least, double most) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a sensitivity is a number");
        }
        return Math.min(Math.max(value, least), most);
    }
}
