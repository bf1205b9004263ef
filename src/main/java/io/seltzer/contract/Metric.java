package io.seltzer.contract;

import io.seltzer.contract.ColumnValues.ColumnExpression;
import java.util.List;
import java.util.Optional;

/// A number that must be measured before a check can be evaluated. Equal metrics are measured once. All counts
/// are taken after the contract's dataset filter; `filter` is the check's own.
public sealed interface Metric {
    /// Rows of the dataset.
    record DatasetRows() implements Metric {}

    /// Rows that a check's filter lets through.
    record FilteredRows(String filter) implements Metric {}

    record MissingRows(ColumnExpression expression, Missing missing, Optional<String> filter) implements Metric {}

    /// Rows not missing and invalid by a rule that needs no other table.
    record InvalidRows(
            ColumnExpression expression, Missing missing, Validity validity, Optional<String> filter)
            implements Metric {}

    /// Rows not missing and invalid, one rule being that the value occurs in a reference column; has a query
    /// of its own.
    record UnreferencedRows(
            ColumnExpression expression, Missing missing, Validity validity, Optional<String> filter)
            implements Metric {}

    /// Different non-missing values.
    record DistinctValues(ColumnExpression expression, Missing missing, Optional<String> filter)
            implements Metric {}

    /// Different tuples, NULL members being equal to each other.
    record DistinctTuples(List<String> columns, Optional<String> filter) implements Metric {
        public DistinctTuples {
            columns = List.copyOf(columns);
        }
    }

    /// The metric behind "check rows tested": shared with the dataset's when there is no filter.
    static Metric rowsTested(Optional<String> filter) {
        return filter.<Metric>map(FilteredRows::new).orElseGet(DatasetRows::new);
    }
}
