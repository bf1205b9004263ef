package io.seltzer.cloud.store;

import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/// Scans of the queue that a client works on, which names them by their id. Once an agent has a lease on a scan, only
/// that agent can end it.
public final class ClientScans {
    private static final EnumSet<InstructionState> WAITING = EnumSet.of(InstructionState.queued);
    private static final String THIS_SCAN = "id = $2";

    private static final String VERDICT =
            StateChange.intoVerdict(WAITING).sql("started_at = $3", THIS_SCAN, "'by a client'");
    private static final String FAILED = StateChange.of(WAITING, InstructionState.failed)
            .sql(
                    "failure_code = 'client.failed',"
                            + " failure_message = 'The client that ran the scan says that it failed. See the log.'",
                    THIS_SCAN,
                    "'client.failed'");

    private final Database database;
    private final ResultIntake intake;
    private final ScanLogs logs;

    public ClientScans(Database database, ResultIntake intake, ScanLogs logs) {
        this.database = database;
        this.intake = intake;
        this.logs = logs;
    }

    /// Stored once; the same again is answered the same.
    public Future<RecordedRun> results(UUID organisation, UUID scan, ScanResults results) {
        return database.inOrganisation(organisation, connection -> LockedInstruction.ofScan(connection, scan)
                .compose(held -> (held.hasResults() && held.dataset() != null
                                ? Future.<Void>succeededFuture()
                                : end(connection, organisation, held, results))
                        .compose(_ -> RecordedRun.read(
                                connection, held.clientAttempt(), LocalRuns.identities(results)))));
    }

    private Future<Void> end(
            SqlConnection connection, UUID organisation, LockedInstruction held, ScanResults results) {
        mustWait(held);
        Tuple ended = Tuple.of(database.now(), held.scan(), results.scanStartTimestamp().atOffset(ZoneOffset.UTC));
        return intake.store(connection, organisation, held.clientAttempt(), results)
                .compose(_ -> connection.preparedQuery(VERDICT).execute(ended))
                .mapEmpty();
    }

    /// @param lines the whole log; none leaves what came before
    public Future<Void> fail(UUID organisation, UUID scan, List<LogLine> lines) {
        return database.inOrganisation(organisation, connection -> LockedInstruction.ofScan(connection, scan)
                .compose(held -> {
                    if (held.state() == InstructionState.failed) {
                        return Future.succeededFuture();
                    }
                    mustWait(held);
                    return logs.replace(connection, organisation, held.clientAttempt(), lines)
                            .compose(_ -> connection
                                    .preparedQuery(FAILED)
                                    .execute(Tuple.of(database.now(), held.scan())))
                            .mapEmpty();
                }));
    }

    /// A line once per index, in whatever state the scan is.
    public Future<Void> log(UUID organisation, UUID scan, List<LogLine> lines) {
        return database.inOrganisation(organisation, connection -> LockedInstruction.ofScan(connection, scan)
                .compose(held -> logs.add(connection, organisation, held.clientAttempt(), lines)));
    }

    private static void mustWait(LockedInstruction held) {
        if (held.kind() != Instruction.Kind.verifyContract) {
            throw Refused.invalid("invalid_scan_kind", "Only an agent can work on a scan that measures monitors.");
        }
        if (held.isHeld()) {
            throw Refused.invalid(
                    "scan_held", "An agent works on this scan; only that agent can say what came of it.");
        }
        if (held.state() != InstructionState.queued) {
            throw Refused.invalid("invalid_scan_state", "The scan is " + held.state() + " already.");
        }
    }
}
