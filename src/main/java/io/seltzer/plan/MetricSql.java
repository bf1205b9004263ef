package io.seltzer.plan;

import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Metric;
import io.seltzer.contract.Missing;
import io.seltzer.contract.Validity;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import java.util.List;
import java.util.Optional;

/// How each metric is measured.
record MetricSql(FilteredDataset dataset, Dialect dialect) {

    sealed interface Measuring {}

    /// An aggregate that can share its pass over the dataset with others.
    record Fusible(String expression) implements Measuring {}

    /// A whole query.
    record Alone(String query) implements Measuring {}

    Measuring of(Metric metric) {
        RowConditions rows = new RowConditions(dialect);
        return switch (metric) {
            case Metric.DatasetRows() -> new Fusible(dialect.countRows());
            case Metric.FilteredRows(String filter) -> new Fusible(dialect.count(Conditions.written(filter)));
            case Metric.MissingRows(var expression, var missing, var filter) ->
                new Fusible(dialect.count(rows.missingRows(expression, missing, filter)));
            case Metric.InvalidRows(var expression, var missing, var validity, var filter) ->
                new Fusible(dialect.count(rows.invalidRows(expression, missing, validity, filter)));
            case Metric.DistinctValues(var expression, var missing, var filter) ->
                new Fusible(dialect.countDistinct(
                        rows.expression(expression), Optional.of(rows.presentRows(expression, missing, filter))));
            case Metric.DistinctTuples(var columns, var filter) ->
                new Fusible(dialect.countDistinct(rows.tuple(columns), filter.map(Conditions::written)));
            case Metric.UnreferencedRows(var expression, var missing, var validity, var filter) ->
                unreferenced(expression, missing, validity, filter);
        };
    }

    private Measuring unreferenced(
            ColumnExpression expression, Missing missing, Validity validity, Optional<String> filter) {
        Validity.Reference reference = validity.reference().orElseThrow(
                () -> new IllegalArgumentException("rows are counted as unreferenced without a reference"));
        ReferenceLookup lookup =
                ReferenceLookup.of(expression, missing, validity, reference, filter, dialect);
        return new Alone("SELECT " + dialect.countRows() + "\nFROM (\nSELECT " + lookup.value() + " AS v\n"
                + dataset.from(List.of(lookup.tested())) + "\n) AS d\nWHERE " + lookup.isAbsent("d.v"));
    }
}
