package io.seltzer.cloud.store;

import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.LogLine;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/// The log of a scan, a line once per epoch and index.
public final class ScanLogs {
    /// What an agent's scan did, it did between its creation and now, whatever its clock says.
    private static final String ADD =
            """
            insert into scan_log (scan_id, organisation_id, epoch, line, level, message, logged_at)
            select $1, $2, $3::bigint, line.index, line.level, line.message,
                   case when $3::bigint = %d then line.timestamp
                        else greatest((select created_at from scan where id = $1), least(line.timestamp, $5::timestamptz)) end
            from jsonb_to_recordset($4::text::jsonb)
                as line (index bigint, level text, message text, timestamp timestamptz)
            on conflict (scan_id, epoch, line) do nothing"""
                    .formatted(ScanAttempt.CLIENT);

    private static final String ADD_LAST =
            """
            insert into scan_log (scan_id, organisation_id, epoch, line, level, message, logged_at)
            select $1, $2, $3, coalesce(present.last, -1) + said.number, 'info', said.message, $5
            from unnest($4::text[]) with ordinality as said (message, number),
                 (select max(line) as last from scan_log where scan_id = $1 and epoch = $3) as present""";

    private static final String PAGE =
            """
            select row_number() over (order by epoch, line) - 1 as index, level, message, logged_at
            from scan_log where scan_id = $1 order by epoch, line limit $2 offset $3""";

    private static final String REMOVE = "delete from scan_log where scan_id = $1 and epoch = $2";

    private static final String COUNT = "select count(*) from scan_log where scan_id = $1";

    private final Database database;

    public ScanLogs(Database database) {
        this.database = database;
    }

    /// @param index order over all attempts of the scan, from 0
    public record Line(long index, String level, String message, OffsetDateTime loggedAt) {}

    public Future<Paged<Line>> page(UUID organisation, UUID scan, PageRequest page) {
        return database.inOrganisation(
                organisation, connection -> Paged.query(connection, PAGE, COUNT, Tuple.of(scan), page, ScanLogs::line));
    }

    private static Line line(Row row) {
        return new Line(
                row.getLong("index"),
                row.getString("level"),
                row.getString("message"),
                row.getOffsetDateTime("logged_at"));
    }

    Future<Void> add(SqlConnection connection, UUID organisation, ScanAttempt attempt, List<LogLine> lines) {
        return lines.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(ADD)
                        .execute(Tuple.of(
                                attempt.scan(), organisation, attempt.epoch(), WireJson.text(lines), database.now()))
                        .mapEmpty();
    }

    /// What came under this epoch before goes, unless there is nothing to take its place.
    Future<Void> replace(SqlConnection connection, UUID organisation, ScanAttempt attempt, List<LogLine> lines) {
        return lines.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(REMOVE)
                        .execute(Tuple.of(attempt.scan(), attempt.epoch()))
                        .compose(_ -> add(connection, organisation, attempt, lines));
    }

    /// What the process itself said last, after everything else.
    Future<Void> addLastLines(
            SqlConnection connection, UUID organisation, ScanAttempt attempt, List<String> lines) {
        return lines.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(ADD_LAST)
                        .execute(Tuple.of(
                                attempt.scan(), organisation, attempt.epoch(), lines.toArray(String[]::new), database.now()))
                        .mapEmpty();
    }
}
