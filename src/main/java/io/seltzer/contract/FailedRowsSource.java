package io.seltzer.contract;

import java.util.Map;
import java.util.Optional;

/// What a user calls failed rows.
public sealed interface FailedRowsSource {
    /// True for a failed row of the dataset.
    record Condition(String sql) implements FailedRowsSource {}

    /// Returns the failed rows.
    ///
    /// @param rowsTested query whose first value is the number of rows that could have failed
    record Query(String sql, Optional<String> rowsTested) implements FailedRowsSource {}

    /// Returns keys of the failed rows.
    ///
    /// @param keyColumns column of the warehouse's key to column of the query's result
    record KeysQuery(String sql, Optional<String> rowsTested, Map<String, String> keyColumns)
            implements FailedRowsSource {
        public KeysQuery {
            keyColumns = Map.copyOf(keyColumns);
        }
    }
}
