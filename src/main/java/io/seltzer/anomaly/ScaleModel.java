package io.seltzer.anomaly;

import static io.seltzer.anomaly.Statistics.clamp;
import static io.seltzer.anomaly.Statistics.logDensity;

/// One series on one scale: experts, their residuals, how much each slot spreads, and how well this scale forecasts.
final class ScaleModel {
    private static final double LARGEST_RESIDUAL = 8;
    private static final double LARGEST_SQUARE = 9;

    private final Scale scale;
    private final Experts experts;
    private final boolean whole;
    private final ResidualWindow residuals = new ResidualWindow();
    /// Of each slot: discounted sum of squared standardised residuals.
    private final double[] squares;
    /// Added before the log, and under the root as far as 1.
    private double offset = 1;
    private double likelihood;
    /// First deviation of the present run of consistent alarms.
    private double shift;
    /// The way back to the level before the last shift.
    private double wayBack;

    // Of the present point
    private double scaled;
    private double forecast;
    private double noise;
    private double deviation;
    private double slotSpread;

    ScaleModel(Scale scale, Seasons seasons, boolean whole) {
        this.scale = scale;
        this.whole = whole;
        experts = new Experts(scale, seasons);
        squares = new double[seasons.slots()];
    }

    void start(double offset, double[] first, int[] slots) {
        this.offset = offset;
        double[] scaledFirst = first.clone();
        for (int i = 0; i < first.length; i++) {
            scaledFirst[i] = scale.of(first[i], offset);
        }
        experts.start(scaledFirst, slots);
    }

    void skip(Slot slot) {
        experts.skip(slot);
    }

    /// Everything that is expected of a value in a slot, and the value on this scale to compare it with.
    ///
    /// @param slotWeight the slot's discounted number of visits
    void expect(double value, Slot slot, double slotWeight, Reach reach) {
        scaled = scale.of(value, offset);
        forecast = experts.expect(slot);
        noise = scale.noise(forecast, offset, whole);
        double variance = residuals.variance(experts.variance(forecast), noise, reach);
        deviation = Math.sqrt(variance + noise * noise);
        double prior = Constants.SEASON_SPREAD_PRIOR;
        slotSpread = Math.sqrt((prior + squares[slot.first()]) / (prior + slotWeight));
    }

    /// How far the value lies above the forecast, on this scale.
    double error() {
        return scaled - forecast;
    }

    /// One standard deviation in this slot, on this scale.
    double spread() {
        return deviation * slotSpread;
    }

    double likelihood() {
        return likelihood;
    }

    double runningMean() {
        return experts.runningMean();
    }

    /// The forecast as a value.
    double middle() {
        return scale.inverse(forecast, offset);
    }

    /// A distance upwards. Beyond a factor e on the log scale it counts for less.
    double damped(double distance) {
        return scale == Scale.LOG && distance > 1 ? 1 + (distance - 1) * Constants.LOG_DAMPING : distance;
    }

    /// The value so far above the forecast.
    double above(double distance) {
        return scale.inverse(forecast + distance, offset);
    }

    /// The value so far below the forecast.
    double below(double distance) {
        return scale == Scale.ROOT && forecast - distance <= 0
                ? Double.NEGATIVE_INFINITY
                : scale.inverse(forecast - distance, offset);
    }

    // Level shifts: when one began and ended is the same on all scales, how far it goes is not.

    void beginShift() {
        shift = error();
    }

    double shift() {
        return shift;
    }

    double wayBack() {
        return wayBack;
    }

    void acceptShift() {
        double by = 0.5 * (error() + shift);
        move(by);
        wayBack = -by;
    }

    void goBack() {
        move(wayBack);
    }

    private void move(double by) {
        experts.move(by);
        forecast += by;
    }

    /// @param atLeast smallest value that the scale's slope is taken at; ignored when this is the only scale
    void learn(double value, double atLeast, boolean alone, Lesson lesson) {
        int slot = lesson.slot().first();
        if (lesson.scored()) {
            double error = error();
            double jacobian = alone ? 0 : scale.jacobian(Math.max(value, atLeast), offset);
            likelihood = Constants.MEMORY * likelihood + logDensity(error, deviation * deviation) - jacobian;
            residuals.add(clamp(error / slotSpread, LARGEST_RESIDUAL * deviation));
            double standardised = error / deviation;
            visit(slot, Math.min(standardised * standardised, LARGEST_SQUARE));
        } else if (!lesson.newSlot()) {
            visit(slot, 1);
        }
        experts.learn(scaled, noise, deviation, lesson);
    }

    private void visit(int slot, double square) {
        squares[slot] = Constants.SEASON_MEMORY * squares[slot] + square;
    }

    void write(StateWriter state) {
        state.real(offset).real(likelihood).real(shift).real(wayBack).reals(squares);
        residuals.write(state);
        experts.write(state);
    }

    void read(StateReader state) throws BrokenStateException {
        offset = state.real();
        likelihood = state.real();
        shift = state.real();
        wayBack = state.real();
        state.require(offset > 0).reals(squares);
        for (double square : squares) {
            state.require(square >= 0);
        }
        residuals.read(state);
        experts.read(state);
    }
}
