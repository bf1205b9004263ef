package io.seltzer.contract;

import io.seltzer.contract.ColumnValues.ColumnExpression;
import java.util.List;
import java.util.Optional;

/// A number that must be measured before a check can be evaluated. Equal metrics are measured once.
public sealed interface Metric {
    /// How many rows there are.
    record Rows(TestedRows rows) implements Metric {}

    record MissingRows(ColumnExpression expression, Missing missing, TestedRows rows) implements Metric {}

    /// Rows not missing and invalid by a rule that needs no other table.
    record InvalidRows(ColumnExpression expression, Missing missing, Validity validity, TestedRows rows)
            implements Metric {}

    /// Rows not missing and invalid, one rule being that the value occurs in a reference column; has a query
    /// of its own.
    record UnreferencedRows(ColumnExpression expression, Missing missing, Validity validity, TestedRows rows)
            implements Metric {}

    /// Different non-missing values.
    record DistinctValues(ColumnExpression expression, Missing missing, TestedRows rows) implements Metric {}

    /// Different tuples, NULL members being equal to each other.
    record DistinctTuples(List<String> columns, TestedRows rows) implements Metric {
        public DistinctTuples {
            columns = List.copyOf(columns);
        }
    }

    /// A function over the values that are not both missing and invalid.
    record FunctionValue(
            AggregateFunction function,
            ColumnExpression expression,
            Missing missing,
            Validity validity,
            TestedRows rows)
            implements Metric {}

    /// The newest value, a point in time.
    record LatestTime(ColumnExpression expression, TestedRows rows) implements Metric {}

    /// An aggregate that a user wrote.
    ///
    /// @param scope whose rows it is taken over
    record ExpressionValue(String sql, Optional<String> scope) implements Metric {}

    /// Rows for which a condition that a user wrote is true.
    record ConditionRows(String condition, TestedRows rows) implements Metric {}

    /// The first value of a query that a user wrote.
    record QueryValue(String sql) implements Metric {}

    /// The number of rows that a query of a user returns.
    record QueryRows(String sql) implements Metric {}

    /// The number of rows that could have failed, as a query of a user says.
    record QueryRowsTested(String sql) implements Metric {}
}
