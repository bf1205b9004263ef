package io.seltzer.cloud.store;

import io.seltzer.protocol.AgentApi.Complete;
import io.seltzer.protocol.AgentApi.Fail;
import io.seltzer.protocol.AgentApi.JobFailure;
import io.seltzer.protocol.AgentApi.Logs;
import io.seltzer.protocol.AgentApi.Results;
import io.seltzer.protocol.AgentApi.Running;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.results.ScanResults;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What the holder of a lease says about its instruction. Every message is guarded by the epoch: an older one
/// fails with [Refused] of kind LEASE_LOST. The same message again is accepted and changes nothing.
public final class Instructions {
    private static final Set<InstructionState> WORKING =
            EnumSet.of(InstructionState.leased, InstructionState.running);
    private static final String THIS_SCAN = "id = $2";
    private static final String NO_DETAIL = "null";

    private static final String RUNNING = StateChange.of(
                    EnumSet.of(InstructionState.leased), InstructionState.running)
            .sql("started_at = $1, job = $3", THIS_SCAN, "$3");
    private static final String VERDICT =
            StateChange.intoVerdict().sql("exit_code = $3", THIS_SCAN, NO_DETAIL);
    private static final String CANCELED = StateChange.of(
                    EnumSet.of(InstructionState.cancelationRequested), InstructionState.canceled)
            .sql("exit_code = $3", THIS_SCAN, NO_DETAIL);
    private static final String TIMED_OUT = StateChange.of(
                    EnumSet.of(InstructionState.timeOutRequested), InstructionState.timedOut)
            .sql("exit_code = $3", THIS_SCAN, NO_DETAIL);
    private static final String FAILED = StateChange.of(WORKING, InstructionState.failed)
            .sql("exit_code = $3, failure_code = $4, failure_message = $5", THIS_SCAN, "$4");
    private static final String QUEUED = StateChange.of(WORKING, InstructionState.queued)
            .sql("exit_code = $3, instance_id = null, lease_until = null", THIS_SCAN, "$4");

    private final Database database;
    private final ResultIntake intake;
    private final MonitoringResults measured;
    private final ScanLogs logs;
    private final int attempts;

    /// @param attempts how often an instruction is granted at most
    public Instructions(
            Database database, ResultIntake intake, MonitoringResults measured, ScanLogs logs, int attempts) {
        this.database = database;
        this.intake = intake;
        this.measured = measured;
        this.logs = logs;
        this.attempts = attempts;
    }

    public Future<Void> running(UUID organisation, UUID instruction, Running message) {
        return running(organisation, instruction, message.epoch(), message.job());
    }

    /// As the scan itself says it, which does not know what its job is called.
    public Future<Void> running(UUID organisation, Lease lease) {
        return running(organisation, lease.instructionId(), lease.epoch(), null);
    }

    private Future<Void> running(UUID organisation, UUID instruction, long epoch, @Nullable String job) {
        return locked(organisation, instruction, epoch, (connection, held) -> switch (held.state()) {
            case leased -> change(connection, RUNNING, Tuple.of(database.now(), held.scan(), job));
            case running, cancelationRequested, timeOutRequested -> nothing();
            case queued, completed, completedWithFailures, completedWithWarnings, completedWithErrors, failed, canceled,
                    timedOut ->
                Future.failedFuture(Refused.leaseLost());
        });
    }

    /// Stored exactly once. Results of the current epoch count also when its lease has run out, as long as nobody
    /// else was granted.
    public Future<Void> results(UUID organisation, UUID instruction, Results message) {
        return locked(organisation, instruction, message.epoch(), (connection, held) -> {
            if (held.hasResults()) {
                return nothing();
            }
            return held.isHeld()
                    ? store(connection, organisation, held, message.results())
                    : Future.failedFuture(Refused.leaseLost());
        });
    }

    private Future<Void> store(
            SqlConnection connection, UUID organisation, LockedInstruction held, ScanResults results) {
        return switch (held.kind()) {
            case verifyContract -> intake.store(connection, organisation, held.attempt(), results);
            case monitor, backfill -> measured.store(connection, organisation, held.attempt(), results);
        };
    }

    /// Also after the end: the last lines of a job may come late.
    public Future<Void> logs(UUID organisation, UUID instruction, Logs message) {
        return locked(
                organisation, instruction, message.epoch(),
                (connection, held) -> logs.add(connection, organisation, held.attempt(), message.lines()));
    }

    public Future<Void> complete(UUID organisation, UUID instruction, Complete message) {
        return locked(organisation, instruction, message.epoch(), (connection, held) -> {
            JobFailure nothingCame = new JobFailure(
                    "results.missing",
                    "The job ended and delivered no results. Look at the scan's log.",
                    message.exitCode(),
                    null,
                    List.of(),
                    false);
            return end(connection, held, nothingCame);
        });
    }

    /// Back to the queue if a retry makes sense and is left; otherwise failed.
    public Future<Void> fail(UUID organisation, UUID instruction, Fail message) {
        return locked(organisation, instruction, message.epoch(), (connection, held) -> held.isHeld()
                ? logs.addLastLines(connection, organisation, held.attempt(), message.failure().lastLines())
                        .compose(_ -> end(connection, held, message.failure()))
                : nothing());
    }

    /// What happened to the results decides, not how the job ended.
    private Future<Void> end(SqlConnection connection, LockedInstruction held, JobFailure failure) {
        Tuple ended = Tuple.of(database.now(), held.scan(), failure.exitCode());
        if (held.isHeld() && held.hasResults()) {
            return change(connection, VERDICT, ended);
        }
        return switch (held.state()) {
            case cancelationRequested -> change(connection, CANCELED, ended);
            case timeOutRequested -> change(connection, TIMED_OUT, ended);
            case leased, running ->
                failure.retry() && held.attempts() < attempts
                        ? change(connection, QUEUED, ended.addString(failure.code()))
                                .compose(_ -> WorkSignal.send(connection))
                        : change(connection, FAILED, ended.addString(failure.code()).addString(failure.message()));
            case queued, completed, completedWithFailures, completedWithWarnings, completedWithErrors, failed, canceled,
                    timedOut ->
                nothing();
        };
    }

    private Future<Void> locked(
            UUID organisation,
            UUID instruction,
            long epoch,
            BiFunction<SqlConnection, LockedInstruction, Future<Void>> work) {
        return database.inOrganisation(organisation, connection -> LockedInstruction.of(connection, instruction, epoch)
                .compose(held -> work.apply(connection, held)));
    }

    private static Future<Void> change(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).mapEmpty();
    }

    private static Future<Void> nothing() {
        return Future.succeededFuture();
    }
}
