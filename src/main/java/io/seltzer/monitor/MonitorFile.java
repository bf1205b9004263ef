package io.seltzer.monitor;

import io.seltzer.yaml.Fault;
import java.util.List;

/// The text of a monitor file, read.
public sealed interface MonitorFile {
    record Accepted(MonitoredDataset dataset) implements MonitorFile {}

    /// @param faults everything that is wrong, in the order of the file
    record Faulty(List<Fault> faults) implements MonitorFile {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
