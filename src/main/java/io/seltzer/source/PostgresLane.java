package io.seltzer.source;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One connection, in one read-only transaction, that runs one query at a time. What belongs together is sent
/// together: beginning takes one round trip, and so does a query with its savepoint.
final class PostgresLane {
    private static final String SAVEPOINT = "savepoint seltzer_statement";
    private static final String RELEASE = "release savepoint seltzer_statement";
    private static final String BACK = "rollback to savepoint seltzer_statement; " + RELEASE;
    private static final String BEGIN = "begin isolation level repeatable read read only";

    /// How often the server looks whether a client that waits for a long statement is still there.
    private static final String ABANDONED_AFTER = "set client_connection_check_interval = '5s'";

    /// Several connections keep several of the server's processors busy as they are.
    private static final String FEW_WORKERS = "select set_config('max_parallel_workers_per_gather',"
            + " least(current_setting('max_parallel_workers_per_gather')::integer, 1)::text, false)";

    private final String name;
    private final PgConnection connection;

    PostgresLane(String name, PgConnection connection) {
        this.name = name;
        this.connection = connection;
        // A connection that breaks fails the statement in flight, and closes.
        connection.exceptionHandler(_ -> {});
    }

    void onClosed(Runnable action) {
        connection.closeHandler(_ -> action.run());
    }

    /// Read-only by default too, for SQL that a user wrote and that ends the transaction.
    private static List<String> settings(Duration limit) {
        return List.of(
                "set standard_conforming_strings = on",
                "set default_transaction_read_only = on",
                LockPatience.SETTING,
                "set statement_timeout = " + limit.toMillis());
    }

    /// Begins the transaction and takes its snapshot.
    ///
    /// @return the name under which other connections can join the snapshot; empty when the server does not let us
    ///     share it
    Future<Optional<String>> begin(Duration limit) {
        return begin(limit, List.of(BEGIN, "select pg_export_snapshot()"))
                .map(rows -> Optional.of(rows.iterator().next().getString(0)))
                .recover(failure -> failure instanceof SourceFailure source && source.isOfStatement()
                        ? beginAlone(limit)
                        : Future.failedFuture(failure));
    }

    private Future<Optional<String>> beginAlone(Duration limit) {
        return send("rollback")
                .compose(_ -> begin(limit, List.of(BEGIN, "select 1")))
                .map(Optional.empty());
    }

    /// Begins the transaction in another connection's snapshot.
    Future<Void> join(Duration limit, String snapshot) {
        send(FEW_WORKERS); // no harm where it cannot be set
        return begin(limit, List.of(BEGIN, "set transaction snapshot '" + snapshot + "'"))
                .mapEmpty();
    }

    /// From the next statement on.
    void waitForLocksWithoutLimit() {
        send(LockPatience.WITHOUT); // a connection that breaks fails the next statement too
    }

    private Future<RowSet<Row>> begin(Duration limit, List<String> statements) {
        send(ABANDONED_AFTER); // servers before 14 do not know it
        return inOrder(Stream.concat(settings(limit).stream(), statements.stream())
                .map(this::send)
                .toList());
    }

    /// Runs a query whose result is small.
    Future<RowSet<Row>> query(String sql) {
        Future<RowSet<Row>> marked = send(SAVEPOINT);
        Future<RowSet<Row>> rows = send(sql);
        // A savepoint that stays open would make the transaction one whose snapshot cannot be exported.
        Future<RowSet<Row>> released = send(RELEASE);
        return inOrder(List.of(marked, rows)).compose(_ -> released).compose(_ -> rows).recover(this::back);
    }

    private Future<RowSet<Row>> back(Throwable failure) {
        boolean usable = failure instanceof SourceFailure source && !source.isOfConnection();
        return usable ? send(BACK).transform(_ -> Future.failedFuture(failure)) : Future.failedFuture(failure);
    }

    /// The last result, or the first failure.
    private static Future<RowSet<Row>> inOrder(List<Future<RowSet<Row>>> sent) {
        return sent.stream().reduce((before, after) -> before.compose(_ -> after)).orElseThrow();
    }

    private Future<RowSet<Row>> send(String sql) {
        return connection.query(sql).execute().recover(failure -> Future.failedFuture(failure(failure)));
    }

    private SourceFailure failure(Throwable failure) {
        return failure instanceof PgException pg && pg.getSqlState() != null
                ? SqlStates.failure(name, pg.getSqlState())
                : SqlStates.failure(name, SqlStates.BROKEN);
    }

    Future<Void> cancel() {
        return connection.cancelRequest();
    }

    Future<Void> close() {
        return connection.close();
    }
}
