package io.seltzer.anomaly;

/// The first values of a series, on which there is no verdict.
final class Training {
    private final double[] values = new double[Constants.START];
    /// The slots of the first season that they came in.
    private final int[] slots = new int[Constants.START];

    private int count;

    boolean over() {
        return count == values.length;
    }

    /// How many values it still takes.
    int missing() {
        return values.length - count;
    }

    void add(double value, Slot slot) {
        values[count] = value;
        slots[count] = slot.first();
        count++;
    }

    /// Once it is over.
    void startOf(ScaleModel[] scales, Series series) {
        double[] sizes = values.clone();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sizes[i]);
        }
        double offset = series.whole() ? 1 : Math.max(0.1 * Statistics.median(sizes), series.resolution());
        for (ScaleModel scale : scales) {
            scale.start(offset, values, slots);
        }
    }

    void write(StateWriter state) {
        state.count(count).reals(values, count).integers(slots);
    }

    /// @param seasons whose slots there are
    void read(StateReader state, Seasons seasons) throws BrokenStateException {
        count = state.count();
        state.require(count <= values.length).reals(values, count).counts(slots);
        for (int slot : slots) {
            state.require(slot < seasons.slots());
        }
    }
}
