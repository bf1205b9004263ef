package io.seltzer.plan;

import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Missing;
import io.seltzer.contract.TestedRows;
import io.seltzer.contract.Validity;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which rows a metric counts. The rows that are counted and the rows that are kept as failed are told apart by the
/// same conditions because both come from here (contract-language §6).
///
/// @param within condition for all of these rows, where the query itself reads more than those of their scope
record RowConditions(Dialect dialect, Optional<String> within) {

    RowConditions(Dialect dialect) {
        this(dialect, Optional.empty());
    }

    String expression(ColumnExpression expression) {
        return switch (expression) {
            case ColumnExpression.Plain(String column) -> dialect.identifier(column);
            case ColumnExpression.Computed(_, String sql) -> Conditions.written(sql);
        };
    }

    /// One value for several columns, NULL members being equal to each other.
    String tuple(List<String> columns) {
        return dialect.tuple(columns.stream().map(dialect::identifier).toList());
    }

    /// Rows that a check looks at; empty when these are all.
    Optional<String> testedRows(TestedRows rows) {
        List<String> conditions = conditions(rows);
        return conditions.isEmpty() ? Optional.empty() : Optional.of(Conditions.all(conditions));
    }

    String missingRows(ColumnExpression expression, Missing missing, TestedRows rows) {
        return filtered(rows, isMissing(expression(expression), missing));
    }

    /// Rows that have a value.
    String presentRows(ColumnExpression expression, Missing missing, TestedRows rows) {
        return filtered(rows, isPresent(expression, missing));
    }

    /// Rows that have a value which a rule without reference calls invalid.
    String invalidRows(ColumnExpression expression, Missing missing, Validity validity, TestedRows rows) {
        return filtered(rows, isPresent(expression, missing), isInvalid(expression, validity));
    }

    /// Rows for which a condition that a user wrote is true.
    String conditionRows(String condition, TestedRows rows) {
        return filtered(rows, Conditions.written(condition));
    }

    /// Rows whose value is not both missing and invalid.
    String usableRows(ColumnExpression expression, Missing missing, Validity validity, TestedRows rows) {
        String isMissing = isMissing(expression(expression), missing);
        return filtered(
                rows,
                Conditions.not(
                        validity.isEmpty()
                                ? isMissing
                                : Conditions.all(List.of(isMissing, isInvalid(expression, validity)))));
    }

    /// Whether a rule without reference calls the value invalid; means nothing for a missing value.
    String isInvalid(ColumnExpression expression, Validity validity) {
        return Conditions.any(InvalidityRules.of(expression(expression), validity, dialect));
    }

    private String isPresent(ColumnExpression expression, Missing missing) {
        return Conditions.not(isMissing(expression(expression), missing));
    }

    private String isMissing(String value, Missing missing) {
        List<String> ways = new ArrayList<>();
        ways.add(value + " IS NULL");
        if (!missing.values().isEmpty()) {
            ways.add(dialect.isOneOf(value, missing.values()));
        }
        missing.format().ifPresent(format -> ways.add(dialect.matches(value, format.regex())));
        return Conditions.any(ways);
    }

    private String filtered(TestedRows rows, String... more) {
        List<String> all = conditions(rows);
        all.addAll(List.of(more));
        return Conditions.all(all);
    }

    private List<String> conditions(TestedRows rows) {
        List<String> all = new ArrayList<>();
        within.map(Conditions::written).ifPresent(all::add);
        rows.filter().map(Conditions::written).ifPresent(all::add);
        return all;
    }
}
