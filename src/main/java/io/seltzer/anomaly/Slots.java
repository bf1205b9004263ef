package io.seltzer.anomaly;

/// What is counted per slot, whatever the scale: visits, and runs of values out of range in the same slot.
final class Slots {
    private final int[] visits;
    private final int[] visits2;
    /// Discounted number of visits.
    private final double[] weight;
    /// Length of the run in each slot; negative when it is below the range.
    private final int[] runs;

    private final int[] runs2;

    Slots(Seasons seasons) {
        visits = new int[seasons.slots()];
        visits2 = new int[seasons.weekSlots()];
        weight = new double[seasons.slots()];
        runs = new int[seasons.first() ? seasons.slots() : 0];
        runs2 = new int[seasons.second() ? seasons.weekSlots() : 0];
    }

    /// Whether a series with seasons has no value yet in this slot of the first one.
    boolean isNew(Slot slot) {
        return visits.length > 1 && visits[slot.first()] == 0;
    }

    int visits(Slot slot) {
        return visits[slot.first()];
    }

    int visits2(Slot slot) {
        return visits2[slot.second()];
    }

    double weight(Slot slot) {
        return weight[slot.first()];
    }

    /// A value out of range. One that would raise an alarm may turn out to be what has become usual in its slot.
    ///
    /// @param alarm whether it would
    /// @return whether it is
    boolean outside(Slot slot, boolean above, boolean alarm) {
        boolean first = runs.length > 0 && longRun(runs, slot.first(), above) && alarm;
        boolean second = runs2.length > 0 && longRun(runs2, slot.second(), above) && alarm;
        return first || second;
    }

    void inside(Slot slot) {
        if (runs.length > 0) {
            runs[slot.first()] = 0;
        }
        if (runs2.length > 0) {
            runs2[slot.second()] = 0;
        }
    }

    private static boolean longRun(int[] runs, int slot, boolean above) {
        int before = runs[slot];
        runs[slot] = above ? Math.max(before, 0) + 1 : Math.min(before, 0) - 1;
        return Math.abs(runs[slot]) >= Constants.RECUR_RUN;
    }

    /// A decided value came in a slot that had been seen.
    void decided(Slot slot) {
        weight[slot.first()] = Constants.SEASON_MEMORY * weight[slot.first()] + 1;
    }

    void visit(Slot slot) {
        visits[slot.first()]++;
        visits2[slot.second()]++;
    }

    void write(StateWriter state) {
        state.counts(visits).counts(visits2).reals(weight).integers(runs).integers(runs2);
    }

    void read(StateReader state) throws BrokenStateException {
        state.counts(visits).counts(visits2).reals(weight).integers(runs).integers(runs2);
        for (double one : weight) {
            state.require(one >= 0);
        }
    }
}
