package io.seltzer.cloud.store;

import io.seltzer.cloud.store.Scan.Counts;
import io.seltzer.cloud.store.Scan.Failure;
import io.seltzer.cloud.store.Scan.Outcome;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks for scans, looks at them, cancels them.
public final class Scans {
    private static final String SUBJECT =
            """
            select dataset.qualified_name, dataset.data_source, newest.id as version_id, data_source.id as source_id
            from dataset
            join lateral (select id from contract_version where dataset_id = dataset.id
                          order by version desc limit 1) as newest on true
            left join data_source on data_source.name = dataset.data_source
            where dataset.id = $1""";

    private static final String ADD =
            """
            insert into scan (organisation_id, kind, dataset_id, contract_version_id, data_source_id, definition_name,
                              variables, data_timestamp, state, deadline, created_at)
            values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, '%s', $9, $8)
            returning id"""
                    .formatted(InstructionState.queued);

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
    private final Duration longest;

    /// @param longest from the request to the deadline
    public Scans(Database database, Duration longest) {
        this.database = database;
        this.longest = longest;
    }

    /// Queues a verification of the newest version of a dataset's contract and wakes an agent that waits.
    ///
    /// @param variables values for the contract's variables
    /// @return the scan's id
    public Future<UUID> verify(UUID organisation, UUID contract, Map<String, String> variables) {
        return database.inOrganisation(organisation, connection -> connection
                .preparedQuery(SUBJECT)
                .execute(Tuple.of(contract))
                .map(rows -> subject(organisation, contract, variables, rows))
                .compose(values -> connection.preparedQuery(ADD).execute(values))
                .map(rows -> rows.iterator().next().getUUID("id"))
                .compose(scan -> ScanEvents.tell(
                                connection,
                                organisation,
                                scan,
                                0,
                                List.of(new ScanEvents.Event("created", "verification requested")),
                                database.now())
                        .compose(_ -> WorkSignal.send(connection))
                        .map(scan)));
    }

    private Tuple subject(UUID organisation, UUID contract, Map<String, String> variables, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Refused.notFound("contract_not_found", "There is no contract with this id.");
        }
        Row row = rows.iterator().next();
        UUID source = row.getUUID("source_id");
        if (source == null) {
            throw Refused.invalid(
                    "datasource_not_found",
                    "There is no data source " + row.getString("data_source") + ". Create it, then verify again.");
        }
        OffsetDateTime now = database.now();
        return Tuple.of(organisation, Instruction.Kind.verifyContract.toString(), contract)
                .addUUID(row.getUUID("version_id"))
                .addUUID(source)
                .addString(row.getString("qualified_name"))
                .addString(WireJson.text(variables))
                .addOffsetDateTime(now)
                .addOffsetDateTime(now.plus(longest));
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
