package io.seltzer.check;

import java.util.List;

/// What became of reading a dataset's columns.
public sealed interface SchemaMeasurement permits SchemaMeasurement.Columns, Unmeasured {
    /// @param columns in the dataset's order; empty when there is no such dataset
    record Columns(List<ActualColumn> columns) implements SchemaMeasurement {
        public Columns {
            columns = List.copyOf(columns);
        }
    }
}
