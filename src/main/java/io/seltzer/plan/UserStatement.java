package io.seltzer.plan;

import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.Partition;
import io.seltzer.sql.Dialect;

/// A query that a user wrote. In it `${partition.start}` and `${partition.end}` stand for the partition's bounds as
/// literals of the partition column's type.
record UserStatement(String sql) {
    private static final String START = "${partition.start}";
    private static final String END = "${partition.end}";
    private static final int ROWS = 2;

    boolean isOfPartition() {
        return sql.contains(START) || sql.contains(END);
    }

    MonitorStatement of(Monitor monitor, MeasuredTime time, Dialect dialect) {
        return new MonitorStatement(monitor, time, dialect.firstRows(sql, ROWS));
    }

    MonitorStatement of(
            Monitor monitor, MeasuredTime time, Partition partition, PartitionColumn column, Dialect dialect) {
        String filled = sql.replace(START, column.start(partition)).replace(END, column.end(partition));
        return new MonitorStatement(monitor, time, dialect.firstRows(filled, ROWS));
    }
}
