package io.seltzer.check;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How many rows of those that a check looked at failed it. A number is empty when it was not measured.
///
/// @param count of failed rows; surplus copies for duplicates
/// @param percent 0 to 100, of the rows that can fail: those without a value cannot be duplicates
/// @param datasetRowsTested rows that the dataset's filter lets through
/// @param checkRowsTested of those, rows that the check's filter lets through, missing values included
public record FailedRows(
        OptionalLong count, OptionalDouble percent, OptionalLong datasetRowsTested, OptionalLong checkRowsTested) {

    /// In this order of operations, which decides about the last digit. No rows have no failed rows: 0.
    static OptionalDouble percent(OptionalLong count, OptionalLong rows) {
        if (count.isEmpty() || rows.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                rows.getAsLong() == 0 ? 0 : (double) count.getAsLong() * 100 / rows.getAsLong());
    }
}
