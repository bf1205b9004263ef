package io.seltzer.plan;

import io.seltzer.monitor.Partition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of a dataset that its monitors look at.
///
/// @param table its qualified name
/// @param column empty when there is none
record MonitorPopulations(String table, MonitorTimes times, Optional<PartitionColumn> column) {

    /// Those that the column can tell apart.
    Map<MeasuredTime, Partition> partitions() {
        Map<MeasuredTime, Partition> told = new LinkedHashMap<>();
        column.filter(of -> of.fits(times.dataset().cadence())).ifPresent(of -> times.partitions().stream()
                .filter(of::separates)
                .forEach(partition -> told.put(times.of(partition), partition)));
        return told;
    }

    /// Times of the others.
    List<MeasuredTime> unfit() {
        return column.stream()
                .flatMap(of -> times.partitions().stream().filter(partition -> !of.separates(partition)))
                .map(times::of)
                .toList();
    }

    /// Times for which there is anything to measure.
    List<MeasuredTime> measured() {
        return isWhole() ? times.ofData() : List.copyOf(partitions().keySet());
    }

    boolean hasAny() {
        return !measured().isEmpty();
    }

    Population rows() {
        Map<MeasuredTime, Partition> told = partitions();
        return isWhole()
                ? Population.whole(table, times.scan())
                : Population.of(
                        table, column.orElseThrow(), new ArrayList<>(told.values()), new ArrayList<>(told.keySet()));
    }

    /// Those that were there by each time.
    Population untilTimes() {
        return Population.until(table, column.orElseThrow(), measured());
    }

    private boolean isWhole() {
        return times.dataset().partitionColumn() == null;
    }
}
