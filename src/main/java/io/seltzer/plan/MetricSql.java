package io.seltzer.plan;

import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Contract;
import io.seltzer.contract.Metric;
import io.seltzer.contract.Missing;
import io.seltzer.contract.TestedRows;
import io.seltzer.contract.Validity;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.TableStatistics;
import java.util.List;
import java.util.Optional;

/// How each metric is measured.
///
/// @param statistics of the contract's table
record MetricSql(Contract contract, Dialect dialect, TableStatistics statistics) {

    sealed interface Measuring {}

    /// An aggregate that can share its pass over the rows of a scope with others.
    record Fusible(String expression, Optional<String> scope) implements Measuring {}

    /// A query of its own.
    ///
    /// @param query without metrics yet
    record Alone(MetricQuery query) implements Measuring {}

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
                distinct(
                        conditions.expression(expression),
                        column(expression),
                        Optional.of(conditions.presentRows(expression, missing, rows)),
                        rows);
            case Metric.DistinctTuples(var columns, var rows) ->
                distinct(conditions.tuple(columns), Optional.empty(), conditions.testedRows(rows), rows);
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
                fusible(rows, dialect.latest(conditions.expression(expression), conditions.testedRows(rows)));
            case Metric.ExpressionValue(String sql, var scope) -> new Fusible(Conditions.written(sql), scope);
            case Metric.ConditionRows(String condition, var rows) ->
                fusible(rows, dialect.count(conditions.conditionRows(condition, rows)));
            case Metric.QueryValue(String sql) -> firstCell(sql);
            case Metric.QueryRows(String sql) ->
                new Alone(new MetricQuery.Count(dialect.countResult(withoutEnd(sql)), List.of()));
            case Metric.QueryRowsTested(String sql) -> firstCell(sql);
        };
    }

    private static Measuring fusible(TestedRows rows, String expression) {
        return new Fusible(expression, rows.scope());
    }

    private Measuring distinct(
            String expression, Optional<String> column, Optional<String> condition, TestedRows rows) {
        FilteredDataset dataset = FilteredDataset.of(contract, rows.scope(), dialect);
        return switch (dialect.distinctCounting(statistics, column)) {
            case FUSED -> fusible(rows, dialect.countDistinct(expression, condition));
            case ALONE ->
                new Alone(new MetricQuery.Count(
                        "SELECT " + dialect.countDistinct(expression, condition) + "\n" + dataset.from(), List.of()));
            case GROUPED ->
                count(
                        "SELECT " + expression + " AS v\n" + dataset.from(condition.stream().toList()) + "\nGROUP BY 1",
                        "");
        };
    }

    private static Optional<String> column(ColumnExpression expression) {
        return switch (expression) {
            case ColumnExpression.Plain(String column) -> Optional.of(column);
            case ColumnExpression.Computed _ -> Optional.empty();
        };
    }

    /// The second row is there to be told of.
    private Measuring firstCell(String query) {
        return new Alone(new MetricQuery.FirstCell(dialect.firstRows(withoutEnd(query), 2), List.of()));
    }

    /// A query ends in no semicolon when it stands inside another.
    private static String withoutEnd(String query) {
        String text = query.strip();
        return text.endsWith(";") ? withoutEnd(text.substring(0, text.length() - 1)) : text;
    }

    private Measuring count(String rows, String condition) {
        return new Alone(new MetricQuery.Count(
                "SELECT " + dialect.countRows() + "\nFROM (\n" + rows + "\n) AS d" + condition, List.of()));
    }

    private Measuring unreferenced(
            ColumnExpression expression, Missing missing, Validity validity, TestedRows rows) {
        Validity.Reference reference = validity.reference().orElseThrow(
                () -> new IllegalArgumentException("rows are counted as unreferenced without a reference"));
        ReferenceLookup lookup = ReferenceLookup.of(
                expression, missing, validity, reference, rows, new RowConditions(dialect));
        FilteredDataset dataset = FilteredDataset.of(contract, rows.scope(), dialect);
        return count(
                "SELECT " + lookup.value() + " AS v\n" + dataset.from(List.of(lookup.tested())),
                "\nWHERE " + lookup.isAbsent("d.v"));
    }
}
