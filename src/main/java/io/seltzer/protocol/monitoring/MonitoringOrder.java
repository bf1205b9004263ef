package io.seltzer.protocol.monitoring;

import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.monitor.Partition;
import java.util.List;

/// What a scan process shall measure.
public record MonitoringOrder(List<DatasetOrder> datasets) {
    public MonitoringOrder {
        datasets = List.copyOf(datasets);
    }

    /// @param partitions complete ones, oldest first: one for a scan, up to 365 for a backfill; none for a dataset without a
    ///     partition column
    public record DatasetOrder(MonitoredDataset dataset, List<Partition> partitions) {
        public DatasetOrder {
            partitions = List.copyOf(partitions);
        }
    }
}
