package io.seltzer.scan;

import io.seltzer.plan.MonitorPoint;
import io.seltzer.plan.Reading;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where the past of a dataset begins: partitions before its first rows are no history, and a detector that learnt their
/// zeros would take the first rows for an anomaly.
final class FirstData {
    private FirstData() {}

    /// Leaves out what lies before the first time that has anything but zeros and gaps; nothing when no time has.
    static List<MonitorPoint> onwards(List<MonitorPoint> points) {
        Optional<Instant> first = points.stream()
                .filter(point -> point.reading() instanceof Reading.Value(double number) && number != 0)
                .map(point -> point.time().dataTime())
                .min(Comparator.naturalOrder());
        return first.map(from -> points.stream()
                        .filter(point -> !point.time().dataTime().isBefore(from))
                        .toList())
                .orElse(points);
    }
}
