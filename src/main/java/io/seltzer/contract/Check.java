package io.seltzer.contract;

import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One check of a contract, by type. What all have in common is its [CheckHeader].
public sealed interface Check {
    CheckHeader header();

    /// Empty for a check that is not run.
    Optional<Threshold> limit();

    /// The rows that the check looks at.
    default TestedRows rows() {
        return new TestedRows(header().scope(), header().filter());
    }

    /// The columns of the table are those of the contract.
    record SchemaCheck(CheckHeader header, boolean allowExtraColumns, boolean allowOtherColumnOrder)
            implements Check {
        private static final Threshold NO_DIFFERENCE =
                Threshold.failing(new Comparison.Less(new Bound(BigDecimal.ZERO, true)));

        @Override
        public Optional<Threshold> limit() {
            return Optional.of(NO_DIFFERENCE);
        }
    }

    /// A check that compares one number with a threshold.
    sealed interface Measured extends Check {
        Threshold threshold();

        @Override
        default Optional<Threshold> limit() {
            return Optional.of(threshold());
        }
    }

    /// A check that counts rows, or takes their share.
    sealed interface Counting extends Measured {
        Unit unit();
    }

    /// The number of rows meets the threshold.
    record RowCountCheck(CheckHeader header, Threshold threshold) implements Measured {}

    /// Missing values of a column.
    record MissingCheck(CheckHeader header, ColumnValues values, Unit unit, Threshold threshold)
            implements Counting {}

    /// Invalid values of a column; [ColumnValues#validity()] has at least one rule.
    record InvalidCheck(CheckHeader header, ColumnValues values, Unit unit, Threshold threshold)
            implements Counting {}

    /// Surplus copies of a column's non-missing values (three equal values count two).
    record DuplicateCheck(CheckHeader header, ColumnValues values, Unit unit, Threshold threshold)
            implements Counting {}

    /// Surplus copies of tuples; NULL members are equal to each other.
    record DuplicateRowsCheck(CheckHeader header, List<String> columns, Unit unit, Threshold threshold)
            implements Counting {
        public DuplicateRowsCheck {
            columns = List.copyOf(columns);
        }
    }

    /// A function over the values of a column. Rows whose value is both missing and invalid take no part
    /// (contract-language §9.6: invalid values do).
    record AggregateCheck(CheckHeader header, AggregateFunction function, ColumnValues values, Threshold threshold)
            implements Measured {}

    /// A number that the user computes. The check's filter does not apply.
    record MetricCheck(CheckHeader header, MetricSource source, Threshold threshold) implements Measured {}

    /// Rows that a user calls failed.
    record FailedRowsCheck(CheckHeader header, FailedRowsSource source, Unit unit, Threshold threshold)
            implements Counting {}

    /// The age of the newest value.
    ///
    /// @param now from which the age counts
    record FreshnessCheck(
            CheckHeader header, ColumnExpression expression, Instant now, AgeUnit unit, Threshold threshold)
            implements Measured {}

    /// A check of a type that this version reads but does not run: reported as not evaluated, with the reason.
    ///
    /// @param reason a sentence
    record UnsupportedCheck(CheckHeader header, String reason) implements Check {
        @Override
        public Optional<Threshold> limit() {
            return Optional.empty();
        }
    }

    /// What a threshold of a counting check compares: the number of rows, or their share in percent.
    enum Unit {
        COUNT,
        PERCENT
    }
}
