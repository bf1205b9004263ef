package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Ends what nobody will end: scans past their deadline, and scans whose holder is gone for good. Every statement
/// is guarded, so any number of control planes may sweep at once.
public final class Sweep {
    private static final Set<InstructionState> WORKING =
            EnumSet.of(InstructionState.leased, InstructionState.running);
    private static final String LOST = "lease_until < $1::timestamptz";
    private static final String DEADLINE_FAILURE =
            "failure_code = 'deadline.passed', failure_message = 'The scan did not end before its deadline.'";

    private static final String NEVER_STARTED = StateChange.of(
                    EnumSet.of(InstructionState.queued), InstructionState.timedOut)
            .sql(
                    "failure_code = 'deadline.passed',"
                            + " failure_message = 'No agent took the scan before its deadline. Is one running?'",
                    "deadline < $1::timestamptz",
                    "'deadline.passed'");
    private static final String TOO_LONG = StateChange.of(WORKING, InstructionState.timeOutRequested)
            .sql(DEADLINE_FAILURE, "deadline < $1::timestamptz", "'deadline.passed'");

    private static final String VERDICT_OF_LOST = StateChange.intoVerdict()
            .sql("", LOST + " and verdict is not null", "'the agent did not say how the job ended'");
    private static final String CANCELED = StateChange.of(
                    EnumSet.of(InstructionState.cancelationRequested), InstructionState.canceled)
            .sql("", LOST, "'lease.expired'");
    private static final String TIMED_OUT = StateChange.of(
                    EnumSet.of(InstructionState.timeOutRequested), InstructionState.timedOut)
            .sql("", LOST, "'lease.expired'");
    private static final String FAILED = StateChange.of(WORKING, InstructionState.failed)
            .sql(
                    "failure_code = 'lease.expired', failure_message = 'The agent lost the scan ' || attempts"
                            + " || ' times: it went away, or could not reach the control plane. Look at its log.'",
                    LOST + " and attempts >= $2 and verdict is null",
                    "'lease.expired'");

    private static final String UNUSED_FILES =
            """
            delete from contract_file where uploaded_at < $1::timestamptz - interval '1 day'
              and not exists (select from scan where contract_file_id = contract_file.id)""";

    private final Database database;
    private final GracePeriod grace;
    private final int attempts;

    /// @param attempts how often an instruction is granted at most
    public Sweep(Database database, GracePeriod grace, int attempts) {
        this.database = database;
        this.grace = grace;
        this.attempts = attempts;
    }

    /// Once through all organisations. Tells the grace period whether the database answers.
    public Future<Void> run() {
        return Organisations.all(database)
                .onSuccess(_ -> grace.serving())
                .onFailure(_ -> grace.outage())
                .compose(organisations -> Organisations.inTurn(
                        organisations, organisation -> database.inOrganisation(organisation, this::sweep)));
    }

    private Future<Void> sweep(SqlConnection connection) {
        // Results first: a scan that delivered them has done its work, whatever became of its holder.
        List<String> ofLost = List.of(VERDICT_OF_LOST, CANCELED, TIMED_OUT);
        Tuple now = Tuple.of(database.now());
        Future<Void> done = Future.succeededFuture();
        if (grace.isOver()) {
            for (String statement : ofLost) {
                done = done.compose(_ -> execute(connection, statement, now));
            }
            done = done.compose(_ -> execute(connection, FAILED, Tuple.of(database.now(), attempts)));
        }
        return done.compose(_ -> execute(connection, NEVER_STARTED, now))
                .compose(_ -> execute(connection, TOO_LONG, now))
                .compose(_ -> execute(connection, UNUSED_FILES, now));
    }

    private static Future<Void> execute(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).mapEmpty();
    }
}
