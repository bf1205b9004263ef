package io.seltzer.plan;

import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric.Subject;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.monitor.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// For which times the monitors of a dataset get values.
///
/// @param partitions to measure, ascending
/// @param scanTime time of what is measured now
record MonitorTimes(MonitoredDataset dataset, List<Partition> partitions, Instant scanTime) {
    MonitorTimes {
        partitions = List.copyOf(partitions);
    }

    MeasuredTime scan() {
        return new MeasuredTime(scanTime, scanTime);
    }

    /// Ages count from when the partition was over and its scan was due: a scan that comes late or by hand, and one that
    /// measures the past, must find what any other does.
    MeasuredTime of(Partition partition) {
        return new MeasuredTime(partition.start(), partition.end());
    }

    List<MeasuredTime> ofData() {
        return dataset.partitionColumn() == null
                ? List.of(scan())
                : partitions.stream().map(this::of).toList();
    }

    List<MonitorPoint> points(Monitor monitor, Reading reading) {
        List<MeasuredTime> times = monitor.metric().subject() == Subject.CATALOG ? List.of(scan()) : ofData();
        return times.stream()
                .map(time -> new MonitorPoint(monitor, Optional.empty(), time, reading))
                .toList();
    }

    List<MonitorPoint> gaps(Monitor monitor, Gap gap) {
        return points(monitor, Reading.none(gap));
    }
}
