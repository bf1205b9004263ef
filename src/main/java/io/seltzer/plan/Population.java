package io.seltzer.plan;

import io.seltzer.monitor.Partition;
import io.seltzer.sql.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows that are measured, and for which time each of them counts.
///
/// @param table its qualified name
record Population(String table, List<String> conditions, Buckets buckets) {

    static Population whole(String table, MeasuredTime time) {
        return new Population(table, List.of(), Buckets.single(time));
    }

    /// Of each partition its own rows.
    ///
    /// @param partitions at least one, ascending, none of which overlap
    /// @param times of the partitions
    static Population of(String table, PartitionColumn column, List<Partition> partitions, List<MeasuredTime> times) {
        List<String> bounds = new ArrayList<>();
        List<Optional<MeasuredTime>> counted = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            if (i > 0 && !partitions.get(i - 1).end().equals(partition.start())) {
                bounds.add(column.end(partitions.get(i - 1)));
                counted.add(Optional.empty());
            }
            bounds.add(column.start(partition));
            counted.add(Optional.of(times.get(i)));
        }
        List<String> conditions = List.of(
                column.sql() + " >= " + bounds.getFirst(), column.sql() + " < " + column.end(partitions.getLast()));
        return new Population(
                table, conditions, new Buckets(number(column, bounds.subList(1, bounds.size())), counted, false));
    }

    /// All rows that were there by each of the times.
    ///
    /// @param times at least one, ascending
    static Population until(String table, PartitionColumn column, List<MeasuredTime> times) {
        List<String> bounds =
                times.stream().map(time -> column.bound(time.reference())).toList();
        return new Population(
                table,
                List.of(column.sql() + " < " + bounds.getLast()),
                new Buckets(
                        number(column, bounds.subList(0, bounds.size() - 1)),
                        times.stream().map(Optional::of).toList(),
                        true));
    }

    private static Optional<String> number(PartitionColumn column, List<String> bounds) {
        return bounds.isEmpty()
                ? Optional.empty()
                : Optional.of(column.measures().bucket(column.sql(), bounds));
    }

    /// The same without rows for which a condition is not true.
    Population with(List<String> more) {
        List<String> all = new ArrayList<>(conditions);
        all.addAll(more);
        return new Population(table, all, buckets);
    }

    String from() {
        return "FROM " + table + (conditions.isEmpty() ? "" : "\nWHERE " + Conditions.all(conditions));
    }
}
