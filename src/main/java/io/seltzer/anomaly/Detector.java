package io.seltzer.anomaly;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One series' memory, which decides on values in the order of their time: on each one before it is learnt, from earlier
/// ones only. There is no clock and no chance in it: the same values, marks and sensitivities lead to the same decisions and
/// to the same bytes of state, on every machine and wherever the state was written and read back in between.
///
/// For one thread at a time.
public final class Detector {
    /// Squares of larger values are not safe.
    private static final double LARGEST_VALUE = 1e100;

    private final Series series;
    private final Seasons seasons;
    private final SeriesModel model;
    private @Nullable Instant lastTime;
    private @Nullable Sensitivity sensitivity;
    private @Nullable Reach reach;
    /// How long the state was when it was last read or written.
    private int stateSize;

    /// A series of which nothing is known.
    public Detector(Series series) {
        this.series = series;
        seasons = Seasons.of(series);
        model = new SeriesModel(series, seasons);
    }

    /// The detector that wrote a state.
    ///
    /// @param state any bytes
    /// @return empty if they are damaged, of another version, or of a series with any other setting: then the detector is
    ///     rebuilt by deciding the history again
    public static Optional<Detector> restored(Series series, byte[] state) {
        try {
            Detector detector = new Detector(series);
            detector.read(new StateReader(state, series));
            detector.stateSize = state.length;
            return Optional.of(detector);
        } catch (BrokenStateException broken) {
            return Optional.empty();
        }
    }

    /// Decides on a value, then learns it. Slots of the cadence that went by since the last time count as missing values.
    ///
    /// Times do not go back: it is the caller's to decide the history again when a value of the past comes or changes. An
    /// older or equal time all the same is taken as one more value in its slot, and the time of the next one is compared with
    /// it; nothing breaks, but the gap up to then counts a second time.
    ///
    /// @param value NaN: there was no measurement; nothing is decided. Infinite: always an anomaly, and learnt as missing
    /// @param mark what is known of the point besides; it changes what is learnt, not the verdict
    /// @param sensitivity of this decision
    public Decision decide(Instant time, double value, Mark mark, Sensitivity sensitivity) {
        skipTo(time);
        lastTime = time;
        Slot slot = seasons.at(time);
        if (Double.isNaN(value) || mark == Mark.EXCLUDED) {
            model.skip(slot);
            return Decision.unknown(model.missing());
        }
        if (Double.isInfinite(value)) {
            model.skip(slot);
            return Decision.infinite(value > 0 ? 1 : -1, model.missing());
        }
        return model.decide(Statistics.clamp(value, LARGEST_VALUE), slot, mark, reach(sensitivity));
    }

    private void skipTo(Instant time) {
        if (lastTime != null) {
            for (int back = seasons.skipped(lastTime, time); back > 0; back--) {
                model.skip(seasons.before(time, back));
            }
        }
    }

    private Reach reach(Sensitivity wanted) {
        Reach known = reach;
        if (known != null && wanted.equals(sensitivity)) {
            return known;
        }
        Reach found = Reach.of(wanted, series.stepHours());
        sensitivity = wanted;
        reach = found;
        return found;
    }

    /// Time of the last point, one without a value included; empty before the first.
    public Optional<Instant> lastTime() {
        return Optional.ofNullable(lastTime);
    }

    /// How many values were learnt, those without a value not counted.
    public int values() {
        return model.values();
    }

    /// Everything that later decisions depend on. Sensitivity is no part of it: each decision brings its own.
    public byte[] state() {
        StateWriter state = new StateWriter(series, stateSize);
        if (lastTime == null) {
            return state.count(0).done();
        }
        state.count(1).whole(lastTime.getEpochSecond()).count(lastTime.getNano());
        model.write(state);
        byte[] bytes = state.done();
        stateSize = bytes.length;
        return bytes;
    }

    private void read(StateReader state) throws BrokenStateException {
        if (state.count() == 1) {
            long second = state.whole();
            int nano = state.count();
            state.require(second >= Instant.MIN.getEpochSecond() && second <= Instant.MAX.getEpochSecond());
            state.require(nano < 1_000_000_000);
            lastTime = Instant.ofEpochSecond(second, nano);
            model.read(state, seasons);
        }
        state.end();
    }
}
