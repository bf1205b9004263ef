package io.seltzer.plan;

import io.seltzer.monitor.Monitor;
import io.seltzer.sql.Dialect;
import java.util.List;
import java.util.Optional;

/// Plans queries that users wrote: one for each time. Without bounds in its text a query says nothing of the past.
record StatementPlanning(MonitorPopulations rows, Dialect dialect) {

    /// Why the query cannot be run at all.
    ///
    /// @param ofPartitions why the dataset has no partitions that could be told apart
    Optional<Gap> gap(Monitor monitor, MonitorTimes times, Optional<Gap> ofPartitions) {
        if (!statement(monitor).isOfPartition()) {
            return times.ofData().size() > 1 ? Optional.of(Gap.NOT_SUPPORTED) : Optional.empty();
        }
        return rows.column().isEmpty() && ofPartitions.isEmpty() ? Optional.of(Gap.NOT_SUPPORTED) : ofPartitions;
    }

    List<MonitorPoint> unfit(Monitor monitor) {
        return statement(monitor).isOfPartition()
                ? rows.unfit().stream()
                        .map(time -> time.gap(monitor, Gap.PARTITION_COLUMN_UNFIT))
                        .toList()
                : List.of();
    }

    List<MonitorStatement> statements(Monitor monitor, MonitorTimes times) {
        UserStatement statement = statement(monitor);
        return statement.isOfPartition()
                ? rows.partitions().entrySet().stream()
                        .map(entry -> statement.of(
                                monitor, entry.getKey(), entry.getValue(), rows.column().orElseThrow(), dialect))
                        .toList()
                : times.ofData().stream()
                        .map(time -> statement.of(monitor, time, dialect))
                        .toList();
    }

    private static UserStatement statement(Monitor monitor) {
        return new UserStatement(Optional.ofNullable(monitor.sql()).orElse(""));
    }
}
