package io.seltzer.plan;

import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Contract;
import io.seltzer.contract.Metric;
import io.seltzer.contract.Missing;
import io.seltzer.contract.TestedRows;
import io.seltzer.contract.Validity;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import java.util.Optional;

/// How each metric is measured.
record MetricSql(Contract contract, Dialect dialect) {

    sealed interface Measuring {}

    /// An aggregate that can share its pass over the rows of a scope with others.
    record Fusible(String expression, Optional<String> scope) implements Measuring {}

    /// A whole query.
    record Alone(String query) implements Measuring {}

    Measuring of(Metric metric) {
        RowConditions conditions = new RowConditions(dialect);
        return switch (metric) {
            case Metric.Rows(var rows) ->
                fusible(
                        rows,
                        rows.filter()
                                .map(filter -> dialect.count(Conditions.written(filter)))
                                .orElseGet(dialect::countRows));
            case Metric.MissingRows(var expression, var missing, var rows) ->
                fusible(rows, dialect.count(conditions.missingRows(expression, missing, rows)));
            case Metric.InvalidRows(var expression, var missing, var validity, var rows) ->
                fusible(rows, dialect.count(conditions.invalidRows(expression, missing, validity, rows)));
            case Metric.DistinctValues(var expression, var missing, var rows) ->
                fusible(
                        rows,
                        dialect.countDistinct(
                                conditions.expression(expression),
                                Optional.of(conditions.presentRows(expression, missing, rows))));
            case Metric.DistinctTuples(var columns, var rows) ->
                fusible(
                        rows,
                        dialect.countDistinct(conditions.tuple(columns), rows.filter().map(Conditions::written)));
            case Metric.UnreferencedRows(var expression, var missing, var validity, var rows) ->
                unreferenced(expression, missing, validity, rows);
            case Metric.FunctionValue(var function, var expression, var missing, var validity, var rows) ->
                fusible(
                        rows,
                        dialect.function(
                                function,
                                conditions.expression(expression),
                                conditions.usableRows(expression, missing, validity, rows)));
            case Metric.LatestTime(var expression, var rows) ->
                fusible(rows, dialect.latest(conditions.expression(expression), rows.filter().map(Conditions::written)));
            case Metric.ExpressionValue(String sql, var scope) -> new Fusible(Conditions.written(sql), scope);
            case Metric.ConditionRows(String condition, var rows) ->
                fusible(rows, dialect.count(conditions.conditionRows(condition, rows)));
            case Metric.QueryValue(String sql) -> new Alone(sql);
            case Metric.QueryRows(String sql) -> new Alone(dialect.countResult(sql));
            case Metric.QueryRowsTested(String sql) -> new Alone(sql);
        };
    }

    private static Measuring fusible(TestedRows rows, String expression) {
        return new Fusible(expression, rows.scope());
    }

    private Measuring unreferenced(
            ColumnExpression expression, Missing missing, Validity validity, TestedRows rows) {
        Validity.Reference reference = validity.reference().orElseThrow(
                () -> new IllegalArgumentException("rows are counted as unreferenced without a reference"));
        ReferenceLookup lookup = ReferenceLookup.of(expression, missing, validity, reference, rows, dialect);
        FilteredDataset dataset = FilteredDataset.of(contract, rows.scope(), dialect);
        return new Alone("SELECT " + dialect.countRows() + "\nFROM (\nSELECT " + lookup.value() + " AS v\n"
                + dataset.from(java.util.List.of(lookup.tested())) + "\n) AS d\nWHERE " + lookup.isAbsent("d.v"));
    }
}
