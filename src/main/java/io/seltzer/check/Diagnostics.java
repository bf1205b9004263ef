package io.seltzer.check;

import io.seltzer.contract.Column;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The numbers behind an outcome, by type of check (contract-language §9). Empty numbers were not measured.
public sealed interface Diagnostics {

    record RowCount(OptionalLong checkRowsTested, OptionalLong datasetRowsTested) implements Diagnostics {}

    record Missing(FailedRows rows) implements Diagnostics {}

    record Invalid(FailedRows rows, OptionalLong missingCount) implements Diagnostics {}

    record Duplicate(FailedRows rows, OptionalLong missingCount) implements Diagnostics {}

    record DuplicateRows(FailedRows rows) implements Diagnostics {}

    record Aggregate(OptionalLong checkRowsTested, OptionalLong datasetRowsTested) implements Diagnostics {}

    record Metric(OptionalLong datasetRowsTested) implements Diagnostics {}

    /// The percentage and the rows tested are there when somebody says how many rows could have failed.
    record FailedRowsFound(FailedRows rows) implements Diagnostics {}

    /// @param latest the newest value
    /// @param now from which its age counts
    record Freshness(Optional<Instant> latest, Instant now, OptionalLong datasetRowsTested) implements Diagnostics {}

    /// @param expected the contract's columns, in its order
    /// @param actual the dataset's, in its order; empty when it was not found or could not be read
    /// @param events what differs
    record Schema(List<Column> expected, List<ActualColumn> actual, List<SchemaEvent> events)
            implements Diagnostics {
        public Schema {
            expected = List.copyOf(expected);
            actual = List.copyOf(actual);
            events = List.copyOf(events);
        }
    }

    /// The check was not run at all.
    record None() implements Diagnostics {}
}
