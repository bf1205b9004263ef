package io.seltzer.cloud.web;

import io.seltzer.monitor.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A place on the time axis of a monitor: one for each scan that was to be, also where none was.
///
/// @param point empty where there was no scan
record Slot(Instant time, Optional<MonitorPoint> point) {
    /// A gap is not drawn longer than this.
    private static final int LONGEST_GAP = 400;

    /// Puts empty slots between points that are further apart than the cadence.
    ///
    /// @param points oldest first
    static List<Slot> of(List<MonitorPoint> points, Schedule schedule) {
        List<Slot> slots = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            if (i > 0) {
                addGap(slots, schedule.slot(points.get(i - 1).time()), schedule.slot(points.get(i).time()), schedule);
            }
            slots.add(new Slot(points.get(i).time(), Optional.of(points.get(i))));
        }
        return slots;
    }

    private static void addGap(List<Slot> slots, Partition before, Partition after, Schedule schedule) {
        Partition missing = schedule.slot(before.end());
        for (int i = 0; i < LONGEST_GAP && missing.start().isBefore(after.start()); i++) {
            slots.add(new Slot(missing.start(), Optional.empty()));
            missing = schedule.slot(missing.end());
        }
    }

    Verdict words() {
        return point.map(MonitorPoint::words).orElse(Verdict.NO_SCAN);
    }

    boolean isOutside() {
        return point.filter(MonitorPoint::isOutside).isPresent();
    }

    /// How the plot draws it: the verdict's name, or `missing` where there is no value.
    String look() {
        return point.filter(there -> there.value() != null)
                .map(there -> there.verdict().name())
                .orElse("missing");
    }
}
