package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Database;
import io.seltzer.protocol.results.LogLine.Level;
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

/// Reads the page of one scan.
final class ScanQueries {
    private static final String SCAN = ScanRow.SELECT
            + """
            , s.deadline, s.epoch, s.attempts, s.job, s.exit_code, s.failure_code, s.failure_message,
              s.failed_rows::text as failed_rows, source.name as source_name, contract.version as contract_version
            """
            + ScanRow.FROM
            + """
            join data_source source on source.id = s.data_source_id
            left join contract_version contract on contract.id = s.contract_version_id
            where s.id = $1""";
    private static final String STEPS =
            "select id, event, detail, happened_at from scan_event where scan_id = $1 order by id";
    private static final String CHECKS =
            """
            select c.identity, c.name, c.column_name, c.definition,
                   r.outcome, r.diagnostics::text as diagnostics, r.recorded_at, null::text[] as outcomes
            from check_result r join quality_check c on c.id = r.check_id
            where r.scan_id = $1
            order by c.position, c.path""";
    private static final String LOG_COUNTS =
            """
            select count(*) as all_lines, count(*) filter (where level = 'warning') as warnings,
                   count(*) filter (where level in ('error', 'critical')) as errors
            from scan_log where scan_id = $1""";
    private static final String LOG =
            """
            select number, epoch, line, level, message, logged_at from (
                select row_number() over (order by epoch, line) as number, epoch, line, level, message, logged_at
                from scan_log where scan_id = $1) numbered
            where (epoch, line) > ($2, $3) order by number desc limit $4""";

    private final Database database;

    ScanQueries(Database database) {
        this.database = database;
    }

    /// Empty when the organisation has no such scan.
    ///
    /// @param seen how much the page has seen already: its log goes on from there
    Future<Optional<ScanReading>> scan(Caller visitor, UUID id, Optional<ScanCursor> seen) {
        long epoch = seen.map(ScanCursor::epoch).orElse(ScanCursor.NOTHING);
        long line = seen.map(ScanCursor::line).orElse(ScanCursor.NOTHING);
        return database.inOrganisation(visitor.organisation(), connection -> {
            Future<RowSet<Row>> scan = read(connection, SCAN, Tuple.of(id));
            Future<RowSet<Row>> steps = read(connection, STEPS, Tuple.of(id));
            Future<RowSet<Row>> checks = read(connection, CHECKS, Tuple.of(id));
            Future<RowSet<Row>> counts = read(connection, LOG_COUNTS, Tuple.of(id));
            Future<RowSet<Row>> log = read(connection, LOG, Tuple.of(id, epoch, line, ScanLog.MOST));
            return Future.all(scan, steps, checks, counts, log)
                    .map(_ -> scan.result().stream()
                            .findFirst()
                            .map(row -> reading(
                                    row,
                                    steps.result(),
                                    checks.result(),
                                    log(counts.result(), log.result()),
                                    seen)));
        });
    }

    private static Future<RowSet<Row>> read(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values);
    }

    /// Out of what was read, not of a statement of its own: what is not on the page counts as not seen.
    private static ScanCursor cursor(Row scan, RowSet<Row> steps, ScanLog log, Optional<ScanCursor> seen) {
        Optional<ScanLog.Line> last = log.lines().isEmpty()
                ? Optional.empty()
                : Optional.of(log.lines().getLast());
        return new ScanCursor(
                ScanRow.instruction(scan),
                scan.getInteger("passed") != null,
                steps.stream().mapToLong(row -> row.getLong("id")).max().orElse(ScanCursor.NOTHING),
                last.map(ScanLog.Line::epoch).or(() -> seen.map(ScanCursor::epoch)).orElse(ScanCursor.NOTHING),
                last.map(ScanLog.Line::index).or(() -> seen.map(ScanCursor::line)).orElse(ScanCursor.NOTHING));
    }

    private static ScanReading reading(
            Row scan, RowSet<Row> steps, RowSet<Row> checks, ScanLog log, Optional<ScanCursor> seen) {
        List<MeasuredCheck> measured = checks.stream().map(CheckRow::check).toList();
        Map<String, String> names =
                measured.stream().collect(Collectors.toMap(MeasuredCheck::identity, MeasuredCheck::name));
        return new ScanReading(
                ScanRow.line(scan),
                facts(scan),
                Optional.ofNullable(scan.getString("failure_code"))
                        .map(code -> new ScanView.Failure(
                                code, Optional.ofNullable(scan.getString("failure_message")).orElse(""))),
                steps.stream().map(ScanQueries::step).toList(),
                log,
                measured,
                CheckRow.failedRows(scan, names),
                cursor(scan, steps, log, seen));
    }

    private static ScanView.Facts facts(Row row) {
        return new ScanView.Facts(
                row.getString("source_name"),
                Optional.ofNullable(row.getInteger("contract_version")),
                ScanRow.dataTime(row),
                ScanRow.moment(row, "started_at"),
                ScanRow.moment(row, "ended_at"),
                ScanRow.moment(row, "deadline")
                        .map(deadline -> new ScanView.Leasing(
                                deadline, row.getLong("epoch"), row.getInteger("attempts"))),
                Optional.ofNullable(row.getString("job")),
                Optional.ofNullable(row.getInteger("exit_code")));
    }

    private static ScanReading.Event step(Row row) {
        return new ScanReading.Event(
                row.getString("event"),
                Optional.ofNullable(row.getString("detail")).orElse(""),
                new Moment(row.getOffsetDateTime("happened_at").toInstant()));
    }

    private static ScanLog log(RowSet<Row> counts, RowSet<Row> lines) {
        Row count = counts.iterator().next();
        return new ScanLog(
                lines.stream().map(ScanQueries::line).toList().reversed(),
                count.getLong("all_lines"),
                count.getLong("warnings"),
                count.getLong("errors"));
    }

    private static ScanLog.Line line(Row row) {
        return new ScanLog.Line(
                row.getLong("number"),
                row.getLong("epoch"),
                row.getLong("line"),
                new Moment(row.getOffsetDateTime("logged_at").toInstant()),
                Level.valueOf(row.getString("level")),
                row.getString("message"));
    }
}
