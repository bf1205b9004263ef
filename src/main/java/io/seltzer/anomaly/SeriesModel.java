package io.seltzer.anomaly;

import java.util.Arrays;

/// What a series is known by: its first values, then a mixture of experts on each scale and what watches them.
final class SeriesModel {
    /// Up to here the extremes seen so far say little.
    private static final int FEW_FOR_EXTREMES = 20;
    /// Up to here alarms widen nothing.
    private static final int FEW_FOR_BACKOFF = 7;
    private static final double SHARE_OF_FORECAST = 0.1;

    private final Series series;
    private final Training training = new Training();
    private final Slots slots;
    private final Intermittency intermittency;
    private final PastValues past = new PastValues();
    private final LevelShift levelShift;
    private final Widening widening;
    private ScaleModel[] scales;
    private int values;
    /// How many decided values came in slots seen before.
    private int mature;

    SeriesModel(Series series, Seasons seasons) {
        this.series = series;
        slots = new Slots(seasons);
        intermittency = new Intermittency(seasons, series.lower());
        levelShift = new LevelShift(seasons);
        widening = new Widening(seasons);
        ScaleModel identity = new ScaleModel(Scale.IDENTITY, seasons, series.whole());
        scales = series.lower() >= 0
                ? new ScaleModel[] {
                    identity,
                    new ScaleModel(Scale.LOG, seasons, series.whole()),
                    new ScaleModel(Scale.ROOT, seasons, series.whole())
                }
                : new ScaleModel[] {identity};
    }

    int values() {
        return values;
    }

    /// How many values the training still takes.
    int missing() {
        return training.missing();
    }

    /// A slot went by without a value.
    void skip(Slot slot) {
        if (values > Constants.START) {
            for (ScaleModel scale : scales) {
                scale.skip(slot);
            }
        }
    }

    /// Decides, then learns.
    ///
    /// @param value finite, its square too
    Decision decide(double value, Slot slot, Mark mark, Reach reach) {
        if (value < 0 && scales.length > 1) {
            // Log and root are for what is never negative.
            scales = Arrays.copyOf(scales, 1);
        }
        if (!training.over()) {
            Decision undecided = Decision.unknown(training.missing());
            training.add(value, slot);
            count(value, slot, false);
            return undecided;
        }
        if (values == Constants.START) {
            training.startOf(scales, series);
        }
        boolean newSlot = slots.isNew(slot);
        if (!newSlot) {
            mature++;
        }
        for (ScaleModel scale : scales) {
            scale.expect(value, slot, slots.weight(slot), reach);
        }
        ScaleModel working = working();
        boolean intermittent = intermittency.holds();
        Bounds bounds = bounds(working, newSlot, intermittent, reach);
        Judgement judgement = judge(value, slot, working, bounds, intermittent);
        backOff(judgement);
        feedBack(judgement, value > bounds.middle(), mark);
        Judgement learnt = judgement.marked(mark);
        learn(value, slot, working, learnt, newSlot);
        count(value, slot, learnt.alarm());
        return judgement.decision(value, bounds, newSlot);
    }

    /// The scale that forecast best of late.
    private ScaleModel working() {
        ScaleModel best = scales[0];
        for (ScaleModel scale : scales) {
            if (scale.likelihood() > best.likelihood()) {
                best = scale;
            }
        }
        return best;
    }

    private Bounds bounds(ScaleModel working, boolean newSlot, boolean intermittent, Reach reach) {
        double width = reach.ofDeviation()
                * working.spread()
                * widening.byAlarms()
                * (1 + Constants.WARMUP_WIDENING / (values + 1));
        Bounds bounds = Bounds.around(working, width, widening, past.mostlyRepeats(), series.resolution());
        if (values > FEW_FOR_EXTREMES) {
            bounds = bounds.near(past, scales[0].runningMean(), values);
        }
        if (newSlot) {
            bounds = bounds.open();
        }
        if (intermittent) {
            bounds = bounds.ofBursts(intermittency.upper(series.resolution()), series.resolution());
        }
        return bounds.within(series.lower(), series.upper());
    }

    /// An alarm that turns out to be a new regime is none.
    private Judgement judge(double value, Slot slot, ScaleModel working, Bounds bounds, boolean intermittent) {
        boolean outside = bounds.excludes(value);
        LevelShift.Outcome shift = LevelShift.Outcome.NONE;
        boolean seasonalChange = false;
        if (outside && !intermittent) {
            boolean above = working.error() > 0;
            shift = levelShift.outside(scales, working, bounds);
            seasonalChange = slots.outside(slot, above, shift == LevelShift.Outcome.NONE);
        } else {
            if (!outside) {
                levelShift.inside();
            }
            slots.inside(slot);
        }
        levelShift.pointDone();
        return Judgement.of(outside, bounds.score(value, series.resolution()), shift, seasonalChange);
    }

    private void backOff(Judgement judgement) {
        if (values > FEW_FOR_BACKOFF) {
            if (!judgement.alarm()) {
                widening.calm();
            } else if (levelShift.fresh()) {
                widening.alarm();
            }
        }
    }

    private void feedBack(Judgement judgement, boolean above, Mark mark) {
        widening.fade();
        if (mark == Mark.EXPECTED && judgement.alarm()) {
            widening.widen(above, judgement.score());
        } else if (mark == Mark.ANOMALY && !judgement.alarm() && judgement.score() > 0) {
            widening.narrow(above, judgement.score());
        }
    }

    private void learn(double value, Slot slot, ScaleModel working, Judgement learnt, boolean newSlot) {
        Lesson lesson = new Lesson(
                slot,
                values,
                mature,
                slots.visits(slot),
                slots.visits2(slot),
                newSlot,
                learnt.alarm(),
                learnt.adapted(),
                learnt.seasonalChange());
        double atLeast = SHARE_OF_FORECAST * Math.abs(working.middle());
        for (ScaleModel scale : scales) {
            scale.learn(value, atLeast, scales.length == 1, lesson);
        }
        if (!newSlot) {
            slots.decided(slot);
        }
    }

    private void count(double value, Slot slot, boolean anomaly) {
        values++;
        slots.visit(slot);
        past.count(value, anomaly, values);
        intermittency.count(value, slot, values);
    }

    void write(StateWriter state) {
        state.count(values).count(scales.length).count(mature);
        if (values == 0) {
            return;
        }
        past.write(state);
        slots.write(state);
        intermittency.write(state);
        training.write(state);
        if (values > Constants.START) {
            levelShift.write(state);
            widening.write(state);
            for (ScaleModel scale : scales) {
                scale.write(state);
            }
        }
    }

    void read(StateReader state, Seasons seasons) throws BrokenStateException {
        values = state.count();
        int used = state.count();
        state.require(used == scales.length || used == 1);
        scales = Arrays.copyOf(scales, used);
        mature = state.count();
        if (values == 0) {
            return;
        }
        past.read(state);
        slots.read(state);
        intermittency.read(state);
        training.read(state, seasons);
        state.require(training.missing() == Math.max(Constants.START - values, 0));
        if (values > Constants.START) {
            levelShift.read(state);
            widening.read(state);
            for (ScaleModel scale : scales) {
                scale.read(state);
            }
        }
    }
}
