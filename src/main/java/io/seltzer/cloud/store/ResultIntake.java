package io.seltzer.cloud.store;

import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.protocol.results.ScanResults.IngestionMode;
import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Stores a scan's results: the document, the checks, their results, the scan's counters and log. All in the
/// caller's transaction, so all or nothing.
public final class ResultIntake {
    /// Two intakes of one dataset, one after the other: they write the same checks, each in its own order.
    private static final String LOCK_DATASET = "select from dataset where id = $1 for no key update";

    static final String STORE_DOCUMENT =
            """
            insert into scan_result (scan_id, organisation_id, epoch, document, received_at)
            values ($1, $2, $3, $4::text::jsonb, $5)""";

    private static final String STORE_CHECKS =
            """
            with listed as (
                select * from jsonb_to_recordset($5::text::jsonb) as listed (
                    identity text, path text, name text, check_type text, column_name text, definition text,
                    position int, attributes jsonb, outcome text, value numeric, diagnostics jsonb)
            ), known as (
                insert into quality_check (organisation_id, dataset_id, identity, path, name, check_type, column_name,
                                           definition, position, attributes, created_at)
                select $1, $2, identity, path, name, check_type, column_name, definition, position, attributes, $4
                from listed
                on conflict (dataset_id, identity) do update
                    set path = excluded.path, name = excluded.name, check_type = excluded.check_type,
                        column_name = excluded.column_name, definition = excluded.definition,
                        position = excluded.position, attributes = excluded.attributes, retired_at = null
                returning id, identity
            )
            insert into check_result (organisation_id, check_id, scan_id, outcome, value, diagnostics, data_timestamp,
                                      recorded_at)
            select $1, known.id, $3, outcome, value, diagnostics, $6, $4
            from known join listed using (identity)
            where outcome <> 'excluded'""";

    private static final String RETIRE =
            """
            update quality_check set retired_at = $3
            where dataset_id = $1 and retired_at is null and not identity = any($2)""";

    private static final String COUNT =
            """
            update scan set passed = $2, warned = $3, failed = $4, unevaluated = $5, failed_rows = $6::text::jsonb,
                            verdict = $7
            where id = $1""";

    private final Database database;
    private final ScanLogs logs;

    public ResultIntake(Database database, ScanLogs logs) {
        this.database = database;
        this.logs = logs;
    }

    Future<Void> store(
            SqlConnection connection, UUID organisation, ScanAttempt attempt, ScanResults results) {
        refuseWhatDoesNotFit(attempt, results);
        OffsetDateTime now = database.now();
        Tuple document = Tuple.of(attempt.scan(), organisation, attempt.epoch(), WireJson.text(results), now);
        return connection
                .preparedQuery(LOCK_DATASET)
                .execute(Tuple.of(attempt.contractDataset()))
                .compose(_ -> connection.preparedQuery(STORE_DOCUMENT).execute(document))
                .compose(_ -> storeChecks(connection, organisation, attempt, results, now))
                .compose(_ -> retire(connection, attempt, results, now))
                .compose(_ -> count(connection, organisation, attempt, results, now))
                .compose(_ -> logs.add(connection, organisation, attempt, results.logs()));
    }

    private static void refuseWhatDoesNotFit(ScanAttempt attempt, ScanResults results) {
        refuseOtherScan(attempt, results);
        long identities = identities(results).stream().distinct().count();
        if (identities < results.checks().size()) {
            throw Refused.invalid("duplicate_identity", "Two checks of the results have the same identity.");
        }
    }

    static void refuseOtherScan(ScanAttempt attempt, ScanResults results) {
        if (results.scanId() != null && !results.scanId().equals(attempt.scan().toString())) {
            throw Refused.invalid("results_of_other_scan", "The results name another scan than the one they were sent for.");
        }
    }

    /// At most one of the three is true; a sender that sets more means the worst.
    static InstructionState verdict(ScanResults results) {
        if (results.hasErrors()) {
            return InstructionState.completedWithErrors;
        }
        if (results.hasFailures()) {
            return InstructionState.completedWithFailures;
        }
        return results.hasWarnings() ? InstructionState.completedWithWarnings : InstructionState.completed;
    }

    private static Future<Void> storeChecks(
            SqlConnection connection,
            UUID organisation,
            ScanAttempt attempt,
            ScanResults results,
            OffsetDateTime now) {
        List<CheckResult> checks = results.checks();
        List<StoredCheck> listed = IntStream.range(0, checks.size())
                .mapToObj(position -> StoredCheck.of(checks.get(position), position))
                .toList();
        Tuple values = Tuple.of(organisation, attempt.contractDataset(), attempt.scan(), now, WireJson.text(listed))
                .addOffsetDateTime(results.dataTimestamp().atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(STORE_CHECKS).execute(values).mapEmpty();
    }

    /// A scan that could not read its contract lists no checks; that retires none.
    private static Future<Void> retire(
            SqlConnection connection, ScanAttempt attempt, ScanResults results, OffsetDateTime now) {
        boolean listsAll = results.resultsIngestionMode() == IngestionMode.full
                && !(results.checks().isEmpty() && results.hasErrors());
        return listsAll
                ? connection
                        .preparedQuery(RETIRE)
                        .execute(Tuple.of(attempt.contractDataset(), identities(results).toArray(String[]::new), now))
                        .mapEmpty()
                : Future.succeededFuture();
    }

    private static Future<Void> count(
            SqlConnection connection,
            UUID organisation,
            ScanAttempt attempt,
            ScanResults results,
            OffsetDateTime now) {
        Map<Outcome, Long> counts =
                results.checks().stream().collect(Collectors.groupingBy(CheckResult::outcome, Collectors.counting()));
        List<WarehouseTable> tables = results.failedRows() == null ? List.of() : results.failedRows();
        Tuple values = Tuple.of(
                attempt.scan(),
                count(counts, Outcome.pass),
                count(counts, Outcome.warn),
                count(counts, Outcome.fail),
                count(counts, Outcome.unevaluated),
                WireJson.text(tables));
        values.addString(verdict(results).toString());
        List<ScanEvents.Event> told = new ArrayList<>();
        told.add(new ScanEvents.Event("results", results.checks().size() + " checks"));
        tables.forEach(table -> told.add(new ScanEvents.Event(
                "failedRows", table.rows() + " rows in " + table.table() + " of " + table.warehouse())));
        return connection
                .preparedQuery(COUNT)
                .execute(values)
                .compose(_ -> ScanEvents.tell(connection, organisation, attempt.scan(), attempt.epoch(), told, now));
    }

    private static int count(Map<Outcome, Long> counts, Outcome outcome) {
        return Math.toIntExact(counts.getOrDefault(outcome, 0L));
    }

    private static List<String> identities(ScanResults results) {
        return results.checks().stream().map(check -> check.identities().vc1()).toList();
    }
}
