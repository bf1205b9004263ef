package io.seltzer.anomaly;

import java.time.Instant;
import java.time.zone.ZoneRules;

/// Which seasons a cadence has, and where in them an instant lies by the wall clock of the series' zone.
///
/// @param stepHours cadence
/// @param slots length of the first season; 1 when there is none
/// @param weekSlots length of the second season; 1 when there is none
/// @param zone rules of the wall clock
record Seasons(int stepHours, int slots, int weekSlots, ZoneRules zone) {
    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;
    private static final int WEEKDAYS = 7;
    /// 1 January 1970 was a Thursday, and Monday is 0.
    private static final int WEEKDAY_OF_EPOCH = 3;
    /// Of a longer gap only so many periods count.
    private static final int PERIODS_OF_A_GAP = 28;

    static Seasons of(Series series) {
        int step = series.stepHours();
        int slots = step < 24 ? 24 / step : step == 24 ? WEEKDAYS : 1;
        return new Seasons(step, slots, step < 24 ? WEEKDAYS * slots : 1, series.zone().getRules());
    }

    boolean first() {
        return slots > 1;
    }

    boolean second() {
        return weekSlots > 1;
    }

    /// Memory of what watches for changes of regime, in points.
    int period() {
        return Math.max(slots, WEEKDAYS);
    }

    Slot at(Instant time) {
        return ofWallClock(wallClock(time));
    }

    /// The slot so many steps before. Slots longer than an hour start at fixed times of the wall clock, however long
    /// the days between were; hours are counted as they pass.
    Slot before(Instant time, int steps) {
        return stepHours == 1
                ? at(time.minusSeconds((long) steps * HOUR))
                : ofWallClock(wallClock(time) - (long) steps * stepHours * HOUR);
    }

    /// How many slots were skipped between two points, as far as they count; not above 0 when the clock went back.
    int skipped(Instant last, Instant time) {
        double seconds = (double) (time.getEpochSecond() - last.getEpochSecond())
                + (time.getNano() - last.getNano()) / 1e9;
        double skipped = Math.rint(seconds / HOUR / stepHours) - 1;
        return (int) Math.min(skipped, PERIODS_OF_A_GAP * period());
    }

    private long wallClock(Instant time) {
        return time.getEpochSecond() + zone.getOffset(time).getTotalSeconds();
    }

    private Slot ofWallClock(long seconds) {
        int weekday = (int) Math.floorMod(Math.floorDiv(seconds, (long) DAY) + WEEKDAY_OF_EPOCH, (long) WEEKDAYS);
        if (!second()) {
            return new Slot(first() ? weekday : 0, 0);
        }
        int slot = Math.floorMod(seconds, DAY) / HOUR / stepHours;
        return new Slot(slot, weekday * slots + slot);
    }
}
