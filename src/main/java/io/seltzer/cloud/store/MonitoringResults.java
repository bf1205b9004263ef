package io.seltzer.cloud.store;

import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.ScanResults;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/// Stores the last word of a scan that measured: the document, and the counts of the points that it brought. All in the
/// caller's transaction.
public final class MonitoringResults {
    private static final String COUNT =
            """
            update scan set passed = counted.expected, warned = counted.continuing, failed = counted.anomalies,
                            unevaluated = counted.unknown, failed_rows = '[]',
                            verdict = case when $2 then '%s'
                                           when counted.anomalies > 0 then '%s'
                                           when counted.continuing > 0 then '%s'
                                           else '%s' end
            from (select count(*) filter (where verdict = 'expected') as expected,
                         count(*) filter (where verdict = 'continuing') as continuing,
                         count(*) filter (where verdict = 'anomaly') as anomalies,
                         count(*) filter (where verdict = 'unknown') as unknown, count(*) as points
                  from measurement where scan_id = $1) as counted
            where scan.id = $1
            returning counted.points"""
                    .formatted(
                            InstructionState.completedWithErrors,
                            InstructionState.completedWithFailures,
                            InstructionState.completedWithWarnings,
                            InstructionState.completed);

    private final Database database;
    private final ScanLogs logs;

    public MonitoringResults(Database database, ScanLogs logs) {
        this.database = database;
        this.logs = logs;
    }

    Future<Void> store(SqlConnection connection, UUID organisation, ScanAttempt attempt, ScanResults results) {
        ResultIntake.refuseOtherScan(attempt, results);
        if (!results.checks().isEmpty()) {
            throw Refused.invalid(
                    "monitoring.checks-in-results", "What a scan measured is to be decided before its results come.");
        }
        OffsetDateTime now = database.now();
        Tuple document = Tuple.of(attempt.scan(), organisation, attempt.epoch(), WireJson.text(results), now);
        return connection
                .preparedQuery(ResultIntake.STORE_DOCUMENT)
                .execute(document)
                .compose(_ -> connection
                        .preparedQuery(COUNT)
                        .execute(Tuple.of(attempt.scan(), results.hasErrors())))
                .map(rows -> rows.iterator().next().getLong("points") + " points")
                .compose(points -> ScanEvents.tell(
                        connection,
                        organisation,
                        attempt.scan(),
                        attempt.epoch(),
                        List.of(new ScanEvents.Event("results", points)),
                        now))
                .compose(_ -> logs.add(connection, organisation, attempt, results.logs()));
    }
}
