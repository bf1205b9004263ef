package io.seltzer.source;

import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.PostgresDialect;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL data source, read over one connection or over several that share a snapshot. Another connection
/// is opened only when a query has waited for a while: short ones are done before it would be there.
///
/// All state belongs to one Vert.x context, to which each call goes over.
public final class PostgresSession implements SourceSession {
    /// About what it takes to open a connection.
    private static final long PATIENCE_MILLIS = 100;

    private static final long CANCEL_AGAIN_MILLIS = 250;

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    private static final Set<String> NOT_THERE_YET = Set.of("57P03", SqlStates.BROKEN);

    private final Vertx vertx;
    private final Context context;
    private final String name;
    private final Postgres settings;
    private final SessionOptions options;
    private final PostgresConnector connector;
    private final Retries retries;

    private final List<PostgresLane> lanes = new ArrayList<>();
    private final Deque<PostgresLane> idle = new ArrayDeque<>();
    private final Deque<PendingQuery> waiting = new ArrayDeque<>();
    /// Empty before there is one, and where the server does not share it.
    private Optional<String> snapshot = Optional.empty();
    /// Falls when the server has no connection left for us, or cannot share the snapshot.
    private int most;
    private int opening;
    private boolean patient;
    private boolean anythingRead;
    /// A lock did not come within [LockPatience]. With one session left, the server sees who waits for whom.
    private boolean givingWay;
    private boolean over;
    private @Nullable Future<Void> reopening;

    private PostgresSession(Vertx vertx, String name, Postgres settings, SessionOptions options) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.name = name;
        this.settings = settings;
        this.options = options;
        this.connector = new PostgresConnector(vertx, name, settings);
        this.retries = new Retries(vertx, options);
        this.most = options.parallel().orElse(settings.parallel());
    }

    /// @param tries that were begun
    private record PendingQuery(String sql, Promise<RowSet<Row>> result, int tries) {
        PendingQuery again() {
            return new PendingQuery(sql, result, tries + 1);
        }
    }

    /// @param name of the data source, for messages
    static Future<SourceSession> open(Vertx vertx, String name, Postgres settings, SessionOptions options) {
        PostgresSession session = new PostgresSession(vertx, name, settings, options);
        return session.onContext(session::openFirst).map(session);
    }

    private <T> Future<T> onContext(Supplier<Future<T>> call) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(_ -> call.get().onComplete(promise));
        return promise.future();
    }

    private Future<Void> openFirst() {
        return retries.run(NOT_THERE_YET, () -> connector
                .connect()
                .compose(lane -> lane.begin(options.limit())
                        .onFailure(_ -> lane.close())
                        .map(exported -> {
                            snapshot = exported;
                            most = exported.isPresent() ? most : 1;
                            free(lane);
                            return null;
                        })));
    }

    private void free(PostgresLane lane) {
        if (over) {
            lane.close();
            return;
        }
        lanes.add(lane);
        idle.add(lane);
        lane.onClosed(() -> {
            if (idle.remove(lane)) {
                lanes.remove(lane);
            }
        });
        dispatch();
    }

    @Override
    public Dialect dialect() {
        return new PostgresDialect();
    }

    @Override
    public Future<RowSet<Row>> query(String sql) {
        return onContext(() -> {
            PendingQuery query = new PendingQuery(sql, Promise.promise(), 1);
            enqueue(query);
            return query.result().future();
        });
    }

    /// The protocol ends a statement at its first NUL, after which the server waits for the rest for ever.
    private void enqueue(PendingQuery query) {
        if (over) {
            query.result().fail(SqlStates.failure(name, SqlStates.CANCELED));
        } else if (query.sql().indexOf('\0') >= 0) {
            query.result().fail(SqlStates.failure(name, SqlStates.UNSTORABLE));
        } else {
            waiting.add(query);
            dispatch();
            reopenForWaiting();
        }
    }

    /// All lanes may have broken while they were idle.
    private void reopenForWaiting() {
        if (!lanes.isEmpty() || waiting.isEmpty()) {
            return;
        }
        SourceFailure broken = SqlStates.failure(name, SqlStates.BROKEN);
        if (isHopeless()) {
            failWaiting(broken);
        } else if (reopening == null) {
            List<PendingQuery> lost = List.copyOf(waiting);
            waiting.clear();
            lost.forEach(query -> afterBreak(query, broken));
        }
    }

    private void dispatch() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            run(idle.remove(), waiting.remove());
        }
        if (!waiting.isEmpty() && !patient && opening == 0 && !lanes.isEmpty() && lanes.size() < most) {
            patient = true;
            vertx.setTimer(PATIENCE_MILLIS, _ -> {
                patient = false;
                openFurther();
            });
        }
    }

    private void openFurther() {
        int wanted = Math.min(waiting.size(), most - lanes.size());
        for (int i = 0; i < wanted; i++) {
            snapshot.ifPresent(this::openFurther);
        }
    }

    private void openFurther(String shared) {
        opening++;
        connector
                .connect()
                .compose(lane -> lane.join(options.limit(), shared).map(lane).onFailure(_ -> lane.close()))
                .onComplete(opened -> {
                    opening--;
                    if (opened.failed()) {
                        most = Math.min(most, Math.max(1, lanes.size()));
                    } else if (givingWay || lanes.isEmpty() || !snapshot.equals(Optional.of(shared))) {
                        opened.result().close(); // those whose snapshot it was are gone, or it is one too many
                    } else {
                        free(opened.result());
                    }
                });
    }

    private void run(PostgresLane lane, PendingQuery query) {
        retries.run(CONFLICTS, () -> lane.query(query.sql())).onComplete(done -> {
            if (done.succeeded()) {
                anythingRead = true;
                rest(lane);
                query.result().complete(done.result());
            } else if (done.cause() instanceof SourceFailure failure && failure.isOfConnection()) {
                lanes.remove(lane);
                lane.close();
                afterBreak(query, failure);
            } else if (done.cause() instanceof SourceFailure failure
                    && failure.isOfLock()
                    && retries.mayTryAgain(query.tries())) {
                options.retried().accept(failure);
                giveWay();
                rest(lane);
                waiting.addFirst(query.again());
            } else {
                rest(lane);
                query.result().fail(done.cause());
            }
            dispatch();
        });
    }

    private void rest(PostgresLane lane) {
        if (givingWay && lane != lanes.getFirst()) {
            lanes.remove(lane);
            lane.close();
        } else {
            idle.add(lane);
        }
    }

    /// Ends all lanes but the first, those that are busy once they are done. The first can wait for a lock as long
    /// as it takes once nobody waits for the others.
    private void giveWay() {
        lanes.getFirst().waitForLocksWithoutLimit();
        if (!givingWay) {
            givingWay = true;
            most = 1;
            List<PostgresLane> resting = List.copyOf(idle);
            idle.clear();
            resting.forEach(this::rest);
        }
    }

    /// The connections that are left stand in the same snapshot. Without any, a new snapshot is as good as long
    /// as nothing was read from the old one.
    private void afterBreak(PendingQuery query, SourceFailure failure) {
        if (isHopeless() || !retries.mayTryAgain(query.tries())) {
            giveUp(query, failure);
            return;
        }
        retries.pause(query.tries(), failure)
                .compose(_ -> isHopeless() ? Future.failedFuture(failure) : reopened())
                .onSuccess(_ -> enqueue(query.again()))
                .onFailure(_ -> giveUp(query, failure));
    }

    private boolean isHopeless() {
        return over || (lanes.isEmpty() && anythingRead);
    }

    /// Once for all queries that lost their connection: two would stand in two snapshots.
    private Future<Void> reopened() {
        if (!lanes.isEmpty()) {
            return Future.succeededFuture();
        }
        if (reopening == null) {
            reopening = openFirst().onComplete(_ -> reopening = null);
        }
        return reopening;
    }

    private void giveUp(PendingQuery query, SourceFailure failure) {
        query.result().fail(failure);
        if (lanes.isEmpty()) {
            failWaiting(failure);
        }
    }

    private void failWaiting(SourceFailure failure) {
        List<PendingQuery> lost = List.copyOf(waiting);
        waiting.clear();
        lost.forEach(query -> query.result().fail(failure));
    }

    @Override
    public Future<SnapshotRows> rows() {
        return onContext(() -> snapshot
                .<Future<SnapshotRows>>map(shared ->
                        Future.succeededFuture(new SnapshotRows.OfPostgres(name, settings, shared)))
                .orElseGet(() -> Future.failedFuture(new SourceFailure(
                        "source.snapshot-not-shared",
                        "",
                        name + ": the server does not let connections share a snapshot, without which failed rows"
                                + " would not be those that were counted. Allow the scan user pg_export_snapshot(),"
                                + " and connect to the server itself, not through a pooler."))));
    }

    @Override
    public Future<Void> cancel() {
        return onContext(() -> {
            over = true;
            failWaiting(SqlStates.failure(name, SqlStates.CANCELED));
            return cancelBusy();
        });
    }

    /// Again and again, because a statement that is still on its way to the server does not hear it.
    private Future<Void> cancelBusy() {
        List<PostgresLane> busy =
                lanes.stream().filter(lane -> !idle.contains(lane)).toList();
        if (busy.isEmpty()) {
            return Future.succeededFuture();
        }
        return Future.join(busy.stream().map(PostgresLane::cancel).toList())
                .otherwiseEmpty()
                .compose(_ -> vertx.timer(CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                .compose(_ -> cancelBusy());
    }

    @Override
    public Future<Void> close() {
        return onContext(() -> {
            over = true;
            return Future.join(lanes.stream().map(PostgresLane::close).toList()).otherwiseEmpty().mapEmpty();
        });
    }
}
