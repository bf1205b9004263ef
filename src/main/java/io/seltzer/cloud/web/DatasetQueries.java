package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Reads the page of one dataset.
final class DatasetQueries {
    private static final String DATASET =
            """
            select %s,
                   (select max(v.version) from contract_version v where v.dataset_id = d.id) as contract_version
            from dataset d where d.id = $1"""
                    .formatted(ScanRow.DATASET_COLUMNS);
    private static final String CHECKS =
            """
            select c.identity, c.name, c.column_name, c.definition,
                   latest.outcome, latest.diagnostics, latest.recorded_at, seven.outcomes
            from quality_check c
            left join lateral (
                select r.outcome, r.diagnostics::text as diagnostics, r.recorded_at from check_result r
                where r.check_id = c.id and r.outcome <> 'excluded'
                order by r.recorded_at desc limit 1) latest on true
            left join lateral (
                select array_agg(last.outcome order by last.recorded_at) as outcomes
                from (select r.outcome, r.recorded_at from check_result r
                      where r.check_id = c.id and r.outcome <> 'excluded'
                      order by r.recorded_at desc limit 7) last) seven on true
            where c.dataset_id = $1 and c.retired_at is null
            order by c.position, c.path""";
    private static final String LAST_SCANS =
            ScanRow.SELECT + ", s.failure_message " + ScanRow.FROM
                    + "where s.dataset_id = $1 order by s.created_at desc limit 10";
    private static final String LAST_RESULTS = ScanRow.SELECT
            + """
            , s.failed_rows::text as failed_rows,
              (select (r.document #> '{metadata,0,schema}')::text from scan_result r where r.scan_id = s.id) as columns
            """
            + ScanRow.FROM
            + "where s.dataset_id = $1 and s.passed is not null order by s.created_at desc limit 1";

    private final Database database;

    DatasetQueries(Database database) {
        this.database = database;
    }

    /// Empty when the organisation has no such dataset.
    Future<Optional<DatasetView>> dataset(Caller visitor, UUID id) {
        return database.inOrganisation(visitor.organisation(), connection -> {
            Future<RowSet<Row>> dataset = read(connection, DATASET, id);
            Future<RowSet<Row>> checks = read(connection, CHECKS, id);
            Future<RowSet<Row>> scans = read(connection, LAST_SCANS, id);
            Future<RowSet<Row>> results = read(connection, LAST_RESULTS, id);
            return Future.all(dataset, checks, scans, results)
                    .map(_ -> first(dataset.result())
                            .map(row -> reading(row, checks.result(), scans.result(), first(results.result())).view()));
        });
    }

    private static Future<RowSet<Row>> read(SqlConnection connection, String sql, UUID dataset) {
        return connection.preparedQuery(sql).execute(Tuple.of(dataset));
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.stream().findFirst();
    }

    private static DatasetReading reading(
            Row dataset, RowSet<Row> checks, RowSet<Row> scans, Optional<Row> results) {
        List<MeasuredCheck> measured = checks.stream().map(CheckRow::check).toList();
        Map<String, String> names =
                measured.stream().collect(Collectors.toMap(MeasuredCheck::identity, MeasuredCheck::name));
        return new DatasetReading(
                ScanRow.dataset(dataset),
                Optional.ofNullable(dataset.getInteger("contract_version")),
                measured,
                scans.stream().map(DatasetQueries::recent).toList(),
                results.map(row -> new DatasetReading.Results(
                        ScanRow.line(row),
                        ScanRow.dataTime(row),
                        ColumnTypes.read(row),
                        CheckRow.failedRows(row, names))));
    }

    private static DatasetReading.Recent recent(Row row) {
        return new DatasetReading.Recent(
                ScanRow.line(row), ScanRow.instruction(row), Optional.ofNullable(row.getString("failure_message")));
    }
}
