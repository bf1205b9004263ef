package io.seltzer.cloud.store;

import io.seltzer.cloud.store.Scan.Counts;
import io.seltzer.cloud.store.Scan.Failure;
import io.seltzer.cloud.store.Scan.Outcome;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks at scans, cancels them.
public final class Scans {
    private static final String FIND =
            """
            select id, state, dataset_id, definition_name, data_timestamp, created_at, started_at, ended_at, agent_id,
                   passed, warned, failed, unevaluated, failure_code, failure_message, failed_rows::text as failed_rows
            from scan where id = $1""";

    private static final String OUTCOMES =
            """
            select check_id, outcome from check_result
            join quality_check on quality_check.id = check_result.check_id
            where scan_id = $1 order by position""";

    private static final String CANCEL_QUEUED = StateChange.of(
                    EnumSet.of(InstructionState.queued), InstructionState.canceled)
            .sql("", "id = $2", "null");
    private static final String REQUEST_CANCELATION = StateChange.of(
                    EnumSet.of(InstructionState.leased, InstructionState.running),
                    InstructionState.cancelationRequested)
            .sql("", "id = $2", "null");

    private final Database database;

    public Scans(Database database) {
        this.database = database;
    }

    public Future<Scan> find(UUID organisation, UUID scan) {
        return database.inOrganisation(organisation, connection -> connection
                .preparedQuery(FIND)
                .execute(Tuple.of(scan))
                .compose(rows -> connection
                        .preparedQuery(OUTCOMES)
                        .execute(Tuple.of(scan))
                        .map(outcomes -> read(rows, outcomes))));
    }

    /// A queued scan is canceled at once; one that an agent has is asked to stop. Fails with [Refused] when it has
    /// ended or was asked before.
    public Future<Void> cancel(UUID organisation, UUID scan) {
        return database.inOrganisation(organisation, connection -> changed(connection, CANCEL_QUEUED, scan)
                .compose(done -> done ? Future.succeededFuture(true) : changed(connection, REQUEST_CANCELATION, scan))
                .compose(done -> done ? Future.succeededFuture() : refuseCancel(connection, scan)));
    }

    private Future<Boolean> changed(SqlConnection connection, String sql, UUID scan) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(database.now(), scan))
                .map(rows -> rows.size() > 0);
    }

    private static Future<Void> refuseCancel(SqlConnection connection, UUID scan) {
        return connection.preparedQuery(FIND).execute(Tuple.of(scan)).map(rows -> {
            if (rows.size() == 0) {
                throw notFound();
            }
            throw Refused.invalid(
                    "invalid_scan_state",
                    "The scan is " + rows.iterator().next().getString("state") + " and cannot be canceled.");
        });
    }

    private static Refused notFound() {
        return Refused.notFound("scan_not_found", "There is no scan with this id.");
    }

    private static Scan read(RowSet<Row> rows, RowSet<Row> outcomes) {
        if (rows.size() == 0) {
            throw notFound();
        }
        Row row = rows.iterator().next();
        return new Scan(
                row.getUUID("id"),
                InstructionState.valueOf(row.getString("state")),
                row.getUUID("dataset_id"),
                row.getString("definition_name"),
                row.getOffsetDateTime("data_timestamp"),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("started_at"),
                row.getOffsetDateTime("ended_at"),
                row.getUUID("agent_id"),
                counts(row),
                failure(row),
                outcomes.stream()
                        .map(outcome -> new Outcome(outcome.getUUID("check_id"), outcome.getString("outcome")))
                        .toList(),
                failedRows(row.getString("failed_rows")));
    }

    /// Reads what the column `failed_rows` of a scan says; nothing when it says nothing.
    public static List<WarehouseTable> failedRows(@Nullable String column) {
        return column == null
                ? List.of()
                : List.of(WireJson.read(column, WarehouseTable[].class));
    }

    private static @Nullable Counts counts(Row row) {
        return row.getInteger("passed") == null
                ? null
                : new Counts(
                        row.getInteger("passed"),
                        row.getInteger("warned"),
                        row.getInteger("failed"),
                        row.getInteger("unevaluated"));
    }

    private static @Nullable Failure failure(Row row) {
        return row.getString("failure_code") == null
                ? null
                : new Failure(row.getString("failure_code"), row.getString("failure_message"));
    }
}
