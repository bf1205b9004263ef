package io.seltzer.anomaly;

/// What a value is turned into before anything is learnt of it. All but the identity are for values from 0 on.
enum Scale {
    IDENTITY(1e105),
    LOG(1e4),
    /// Anscombe's square root, for counts.
    ROOT(1e55);

    /// Beyond any forecast of a value that a detector accepts, and far from what a double can square: a drift that runs
    /// away over long gaps ends here instead of at infinity.
    private final double limit;

    private static final double ANSCOMBE = 0.375;
    /// exp(600) is about 4e260.
    private static final double LARGEST_EXPONENT = 600;
    /// Rounding noise of whole numbers, about 1 / sqrt(12).
    private static final double WHOLE_NOISE = 0.3;
    /// Its square is still above 0.
    private static final double SMALLEST_NOISE = 1e-105;

    Scale(double limit) {
        this.limit = limit;
    }

    double of(double value, double offset) {
        return switch (this) {
            case IDENTITY -> value;
            case LOG -> StrictMath.log(value + offset);
            case ROOT -> Math.sqrt(value + anscombe(offset));
        };
    }

    double inverse(double scaled, double offset) {
        return switch (this) {
            case IDENTITY -> scaled;
            case LOG -> StrictMath.exp(Math.min(scaled, LARGEST_EXPONENT)) - offset;
            case ROOT -> {
                double root = Math.max(scaled, 0);
                yield root * root - anscombe(offset);
            }
        };
    }

    /// What cannot be told from noise on this scale near a forecast.
    double noise(double forecast, double offset, boolean whole) {
        double value = Math.abs(inverse(forecast, offset));
        double noise = whole ? WHOLE_NOISE : 1e-7 * value + 1e-12;
        return Math.max(
                SMALLEST_NOISE,
                switch (this) {
                    case IDENTITY -> noise;
                    case LOG -> noise / (value + offset);
                    case ROOT -> noise / (2 * Math.sqrt(value + anscombe(offset)) + 1e-9);
                });
    }

    /// Minus the log of the scale's slope at a value: it makes likelihoods of different scales comparable.
    double jacobian(double value, double offset) {
        return switch (this) {
            case IDENTITY -> 0;
            case LOG -> StrictMath.log(value + offset);
            case ROOT -> 0.5 * StrictMath.log(value + anscombe(offset) + 1e-12) + StrictMath.log(2);
        };
    }

    /// The smallest standard deviation that five values around a median may seem to have.
    double leastDeviation(double median) {
        return this == LOG ? 1e-3 : 1e-3 * Math.abs(median);
    }

    double limited(double scaled) {
        return Math.min(Math.max(scaled, -limit), limit);
    }

    private static double anscombe(double offset) {
        return ANSCOMBE * Math.min(offset, 1);
    }
}
