package io.seltzer.scan;

import io.seltzer.check.ActualColumn;
import io.seltzer.check.Measurement;
import io.seltzer.check.Measurements;
import io.seltzer.check.SchemaMeasurement;
import io.seltzer.check.Unmeasured;
import io.seltzer.contract.Column.TypeParameters;
import io.seltzer.contract.Metric;
import io.seltzer.plan.AggregationQuery;
import io.seltzer.plan.MetricQuery;
import io.seltzer.plan.ScanPlan;
import io.seltzer.source.SourceSession;
import io.seltzer.source.SourceFailure;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.MetadataQuery;
import io.seltzer.sql.TableStatistics;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// Hands all of a plan's queries to one session, which decides how many run at the same time, and folds what they
/// return. A query that fails costs only the metrics that cannot be measured without it; a connection that breaks
/// ends the scan.
final class SourceMeasurement {
    private final SourceSession session;
    private final ScanLog log;
    private final StopWatch watch;
    private final Map<Metric, Measurement> metrics = new HashMap<>();
    private int queries;
    private int done;

    SourceMeasurement(SourceSession session, ScanLog log, StopWatch watch) {
        this.session = session;
        this.log = log;
        this.watch = watch;
    }

    /// Statistics that cannot be had are unknown: no verdict depends on them.
    ///
    /// @param query of [Dialect#statistics]; empty: not needed
    Future<TableStatistics> statistics(Optional<String> query) {
        return query.map(sql -> session.query(sql)
                        .map(rows -> statistics(rows.iterator().next()))
                        .otherwise(TableStatistics.UNKNOWN))
                .orElseGet(() -> Future.succeededFuture(TableStatistics.UNKNOWN));
    }

    private static TableStatistics statistics(Row row) {
        Long rows = row.getLong("row_count");
        return new TableStatistics(
                rows == null ? OptionalLong.empty() : OptionalLong.of(rows),
                Set.copyOf(List.of(row.getArrayOfStrings("sorted_columns"))));
    }

    /// @return fails with a [SourceFailure] when the connection breaks
    Future<Measurements> run(ScanPlan plan) {
        queries = plan.schema().map(_ -> 1).orElse(0)
                + plan.aggregations().size()
                + plan.others().size();
        log.say(new ScanEvent.PlanReady(queries));
        Future<Optional<SchemaMeasurement>> schema = schema(plan);
        List<Future<Void>> all = new ArrayList<>();
        all.add(schema.mapEmpty());
        // What a server can share among processes comes last, when others are done.
        plan.others().forEach(query -> all.add(counted(single(query))));
        plan.aggregations().forEach(query -> all.add(counted(aggregation(query))));
        return Future.all(all).map(_ -> new Measurements(metrics, schema.result()));
    }

    private <T> Future<T> counted(Future<T> query) {
        return query.onSuccess(_ -> log.say(new ScanEvent.QueryDone(++done, queries)));
    }

    private Future<Optional<SchemaMeasurement>> schema(ScanPlan plan) {
        if (plan.schema().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        long started = watch.millis();
        return counted(columns(plan.schema().get())
                .<Optional<SchemaMeasurement>>map(columns -> {
                    log.say(
                            columns.isEmpty()
                                    ? new ScanEvent.NoTable(plan.dataset().toString())
                                    : new ScanEvent.SchemaRead(columns.size(), watch.millis() - started));
                    return Optional.of(new SchemaMeasurement.Columns(columns));
                })
                .recover(failure -> ofStatement(failure, "the schema of " + plan.dataset())
                        .map(Optional::<SchemaMeasurement>of)));
    }

    /// The columns of a table; empty when there is no such table.
    Future<List<ActualColumn>> columns(MetadataQuery query) {
        return session.query(query.sql()).map(rows -> {
            List<ActualColumn> columns = new ArrayList<>();
            rows.forEach(row -> columns.add(new ActualColumn(
                    row.getString("column_name"),
                    row.getString("data_type"),
                    new TypeParameters(
                            number(row, "character_maximum_length"),
                            number(row, "numeric_precision"),
                            number(row, "numeric_scale"),
                            number(row, "datetime_precision")),
                    Optional.ofNullable(row.getString("source_type")))));
            return columns;
        });
    }

    private static OptionalInt number(Row row, String column) {
        Integer value = row.getInteger(column);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private Future<Void> aggregation(AggregationQuery query) {
        long started = watch.millis();
        int size = query.aggregates().stream().mapToInt(a -> a.metrics().size()).sum();
        return session.query(query.sql())
                .map(rows -> {
                    keep(query, rows);
                    log.say(new ScanEvent.Measured(size, watch.millis() - started));
                    return (Void) null;
                })
                .recover(failure -> {
                    List<AggregationQuery> halves = query.split();
                    if (failure instanceof SourceFailure source && source.isOfStatement() && !halves.isEmpty()) {
                        log.say(new ScanEvent.Halved(size, source));
                        return each(halves, this::aggregation);
                    }
                    return unmeasured(query.aggregates().getFirst().metrics(), failure);
                });
    }

    private void keep(AggregationQuery query, RowSet<Row> rows) {
        if (rows.size() != 1 || rows.columnsNames().size() != query.width()) {
            throw SourceFailure.ofStatement("an expression is not one value. Write one aggregate in each check.");
        }
        Row row = rows.iterator().next();
        for (int i = 0; i < query.aggregates().size(); i++) {
            for (Metric metric : query.aggregates().get(i).metrics()) {
                keep(metric, DatabaseValue.of(metric, row.getValue(i)));
            }
        }
    }

    private void keep(Metric metric, Measurement measurement) {
        if (measurement instanceof Unmeasured cause) {
            log.say(new ScanEvent.Unusable(MetricWords.of(metric), cause));
        }
        metrics.put(metric, measurement);
    }

    private Future<Void> single(MetricQuery query) {
        long started = watch.millis();
        return session.query(query.sql())
                .map(rows -> {
                    Object first = rows.size() == 0 ? null : rows.iterator().next().getValue(0);
                    QueryAnswer answer =
                            new QueryAnswer(rows.size(), rows.columnsNames().size(), first);
                    answer.warning(query).ifPresent(log::say);
                    query.metrics().forEach(metric -> keep(metric, answer.measurement(metric)));
                    log.say(new ScanEvent.MeasuredAlone(
                            MetricWords.of(query.metrics().getFirst()), watch.millis() - started));
                    return (Void) null;
                })
                .recover(failure -> unmeasured(query.metrics(), failure));
    }

    private Future<Void> unmeasured(List<Metric> lost, Throwable failure) {
        return ofStatement(failure, MetricWords.of(lost.getFirst())).map(unmeasured -> {
            lost.forEach(metric -> metrics.put(metric, unmeasured));
            return null;
        });
    }

    private Future<Unmeasured> ofStatement(Throwable failure, String what) {
        if (failure instanceof SourceFailure source && source.isOfStatement()) {
            log.say(new ScanEvent.NotMeasured(what, source));
            return Future.succeededFuture(new Unmeasured(source.code(), source.sentence()));
        }
        return Future.failedFuture(failure);
    }

    private static <T> Future<Void> each(List<T> items, Function<T, Future<Void>> step) {
        Future<Void> all = Future.succeededFuture();
        for (T item : items) {
            all = all.compose(_ -> step.apply(item));
        }
        return all;
    }
}
