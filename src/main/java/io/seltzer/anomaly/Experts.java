package io.seltzer.anomaly;

import static io.seltzer.anomaly.Statistics.clamp;
import static io.seltzer.anomaly.Statistics.logDensity;

/// Exponential-smoothing forecasters of one series on one scale, and their mixture. A family has four level experts, from
/// the running mean to a quick one, and a difference expert (random walk with drift). The first family knows no season, the
/// second the first one, the third both.
final class Experts {
    private static final int FAMILY = 5;
    private static final int DIFFERENCE = FAMILY - 1;
    private static final double LARGEST_SQUARE = 9;
    private static final double SECOND_SEASON_OF_DIFFERENCE = 0.9;

    private final Scale scale;
    private final Seasons seasons;
    private final int families;
    private final double[] level;
    private final double[] variance;
    private final double[] weight;
    /// One per family: only its difference expert has a drift.
    private final double[] drift;
    /// Of the experts from the second family on, slot by slot.
    private final double[] season;
    /// Of the experts of the third family.
    private final double[] season2;
    /// Of the present point.
    private final double[] forecast;

    private final double[] share;

    Experts(Scale scale, Seasons seasons) {
        this.scale = scale;
        this.seasons = seasons;
        families = 1 + (seasons.first() ? 1 : 0) + (seasons.second() ? 1 : 0);
        int experts = families * FAMILY;
        level = new double[experts];
        variance = new double[experts];
        weight = new double[experts];
        drift = new double[families];
        season = new double[(families - 1) * FAMILY * seasons.slots()];
        season2 = new double[families > 2 ? FAMILY * seasons.weekSlots() : 0];
        forecast = new double[experts];
        share = new double[experts];
    }

    /// @param first the first values on this scale
    /// @param slots of the first season, theirs
    void start(double[] first, int[] slots) {
        double median = Statistics.median(first);
        double[] distances = first.clone();
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.abs(first[i] - median);
        }
        double deviation = Math.max(
                        Math.max(1.4826 * Statistics.median(distances), 0.5 * Statistics.deviation(first)),
                        scale.leastDeviation(median))
                + 1e-12;
        for (int k = 0; k < level.length; k++) {
            level[k] = isDifference(k) ? first[first.length - 1] : median;
            variance[k] = deviation * deviation;
            for (int i = 0; i < first.length && k >= FAMILY && !isDifference(k); i++) {
                season[seasonAt(k, slots[i])] = 0.5 * (first[i] - median);
            }
        }
    }

    /// Time went on without a value: a walk with drift goes on, too.
    void skip(Slot slot) {
        for (int k = DIFFERENCE; k < level.length; k += FAMILY) {
            level[k] = scale.limited(forecast(k, slot));
        }
    }

    /// Every expert's forecast, and the share of each in the mixture.
    ///
    /// @return the mixture's forecast
    double expect(Slot slot) {
        double most = Double.NEGATIVE_INFINITY;
        for (double one : weight) {
            most = Math.max(most, one);
        }
        double sum = 0;
        for (int k = 0; k < level.length; k++) {
            forecast[k] = forecast(k, slot);
            share[k] = StrictMath.exp(Constants.LEARNING_RATE * (weight[k] - most));
            sum += share[k];
        }
        double mean = 0;
        for (int k = 0; k < level.length; k++) {
            share[k] /= sum;
            mean += share[k] * forecast[k];
        }
        return mean;
    }

    /// The mixture's variance around its forecast; after [#expect].
    double variance(double mean) {
        double sum = 0;
        for (int k = 0; k < level.length; k++) {
            double apart = forecast[k] - mean;
            sum += share[k] * (variance[k] + apart * apart);
        }
        return sum;
    }

    /// The running mean of all values.
    double runningMean() {
        return level[0];
    }

    /// The series goes on at another level.
    void move(double by) {
        for (int k = 0; k < level.length; k++) {
            level[k] += by;
            forecast[k] += by;
        }
    }

    /// @param scaled the value
    /// @param noise what cannot be told from noise
    /// @param deviation the spread that the mixture's bounds were made of
    void learn(double scaled, double noise, double deviation, Lesson lesson) {
        for (int k = 0; k < level.length; k++) {
            double error = scaled - forecast[k];
            double own = variance[k] + noise * noise;
            if (lesson.scored()) {
                weight[k] = Constants.MEMORY * weight[k] + logDensity(error, own);
            }
            if (!lesson.newSlot()) {
                double gain = Math.max(Constants.VARIANCE_GAIN, 1.0 / lesson.mature());
                double most = LARGEST_SQUARE * Math.max(own, deviation * deviation);
                variance[k] += gain * (Math.min(error * error, most) - variance[k]);
            }
            double clipped = clamp(error, Constants.CLIP * Math.max(Math.sqrt(own), deviation));
            if (isDifference(k)) {
                learnDifference(k, scaled, error, clipped, lesson);
            } else {
                learnLevel(k, error, clipped, lesson);
            }
        }
    }

    private void learnLevel(int k, double error, double clipped, Lesson lesson) {
        double gain = Math.max(Constants.LEVEL_GAINS[k % FAMILY], 1.0 / (lesson.values() + 1));
        level[k] = scale.limited(level[k] + gain * clipped);
        if (k >= FAMILY) {
            double seasonGain = seasonGain(lesson);
            add(
                    season,
                    seasonAt(k, lesson.slot().first()),
                    lesson.full()
                            ? Constants.SEASON_JUMP * (error - gain * clipped)
                            : seasonGain * (1 - gain) * clipped);
            if (k >= 2 * FAMILY && !lesson.full()) {
                add(
                        season2,
                        season2At(k, lesson.slot().second()),
                        season2Gain(lesson) * (1 - gain) * (1 - seasonGain) * clipped);
            }
        }
    }

    private void learnDifference(int k, double scaled, double error, double clipped, Lesson lesson) {
        level[k] = scale.limited(lesson.anomaly() ? forecast[k] : scaled);
        if (lesson.adapted() || lesson.seasonalChange()) {
            return;
        }
        add(drift, k / FAMILY, Math.max(Constants.DRIFT_GAIN, 1.0 / (lesson.values() + 1)) * clipped);
        if (k >= FAMILY) {
            add(season, seasonAt(k, lesson.slot().first()), seasonGain(lesson) * (lesson.full() ? error : clipped));
        }
        if (k >= 2 * FAMILY) {
            add(
                    season2,
                    season2At(k, lesson.slot().second()),
                    season2Gain(lesson) * SECOND_SEASON_OF_DIFFERENCE * clipped);
        }
    }

    private double forecast(int k, Slot slot) {
        return level[k]
                + (isDifference(k) ? drift[k / FAMILY] : 0)
                + (k >= FAMILY ? season[seasonAt(k, slot.first())] : 0)
                + (k >= 2 * FAMILY ? season2[season2At(k, slot.second())] : 0);
    }

    private void add(double[] terms, int at, double step) {
        terms[at] = scale.limited(terms[at] + step);
    }

    private static double seasonGain(Lesson lesson) {
        return Math.max(Constants.SEASON_GAIN, 1 / (lesson.visits() + 1.5));
    }

    private static double season2Gain(Lesson lesson) {
        return Math.max(Constants.SEASON2_GAIN, 1 / (lesson.visits2() + 2.0));
    }

    private static boolean isDifference(int k) {
        return k % FAMILY == DIFFERENCE;
    }

    private int seasonAt(int k, int slot) {
        return (k - FAMILY) * seasons.slots() + slot;
    }

    private int season2At(int k, int slot) {
        return (k - 2 * FAMILY) * seasons.weekSlots() + slot;
    }

    void write(StateWriter state) {
        state.reals(level).reals(variance).reals(weight).reals(drift).reals(season).reals(season2);
    }

    void read(StateReader state) throws BrokenStateException {
        state.reals(level).reals(variance).reals(weight).reals(drift).reals(season).reals(season2);
        for (double one : variance) {
            state.require(one >= 0);
        }
    }
}
