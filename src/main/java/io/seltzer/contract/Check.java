package io.seltzer.contract;

import java.util.List;
import java.util.Optional;

/// One check of a contract, by type. What all have in common is its [CheckHeader].
public sealed interface Check {
    CheckHeader header();

    /// The columns of the table are those of the contract.
    record SchemaCheck(CheckHeader header, boolean allowExtraColumns, boolean allowOtherColumnOrder)
            implements Check {}

    /// The number of rows meets the threshold.
    record RowCountCheck(CheckHeader header, Threshold threshold) implements Check {}

    /// Missing values of a column.
    record MissingCheck(CheckHeader header, ColumnValues values, Unit unit, Threshold threshold) implements Check {}

    /// Invalid values of a column; [ColumnValues#validity()] has at least one rule.
    record InvalidCheck(CheckHeader header, ColumnValues values, Unit unit, Threshold threshold) implements Check {}

    /// Surplus copies of a column's non-missing values (three equal values count two).
    record DuplicateCheck(CheckHeader header, ColumnValues values, Unit unit, Threshold threshold)
            implements Check {}

    /// Surplus copies of tuples; NULL members are equal to each other.
    record DuplicateRowsCheck(CheckHeader header, List<String> columns, Unit unit, Threshold threshold)
            implements Check {
        public DuplicateRowsCheck {
            columns = List.copyOf(columns);
        }
    }

    /// A check of a type that this version reads but does not run: reported as not evaluated, with the reason.
    record UnsupportedCheck(CheckHeader header) implements Check {}

    /// What a threshold of a counting check compares: the number of rows, or their share in percent.
    enum Unit {
        COUNT,
        PERCENT
    }

    /// The check's filter as SQL, if it has one.
    default Optional<String> filter() {
        return header().filter();
    }
}
