package io.seltzer.source;

import io.seltzer.config.DataSourceFile.DuckDb;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.DuckDbDialect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A DuckDB data source: one statement after the other, each of which uses all processors.
///
/// DuckDB gives up a transaction in which a statement fails, so the next one begins anew. It sees the same: the
/// file cannot change while it is open.
final class DuckDbSession implements SourceSession {
    private static final long STOP_AGAIN_MILLIS = 20;

    private final Vertx vertx;
    private final String name;
    private final DuckDbDatabase database;
    private final Pool pool;
    private final SqlConnection connection;
    private final SessionOptions options;

    private Future<?> previous = Future.succeededFuture();
    private volatile boolean canceled;
    private long statements;
    /// Number of the statement in flight; 0 when there is none.
    private volatile long running;

    private DuckDbSession(
            Vertx vertx,
            String name,
            DuckDbDatabase database,
            Pool pool,
            SqlConnection connection,
            SessionOptions options) {
        this.vertx = vertx;
        this.name = name;
        this.database = database;
        this.pool = pool;
        this.connection = connection;
        this.options = options;
    }

    /// @param name of the data source, for messages
    static Future<SourceSession> open(Vertx vertx, String name, DuckDb settings, SessionOptions options) {
        return vertx.executeBlocking(() -> DuckDbDatabase.open(name, settings), false)
                .map(Objects::requireNonNull)
                .compose(database -> {
                    Pool pool = JDBCPool.pool(vertx, database, new PoolOptions().setMaxSize(1));
                    return pool.getConnection()
                            .onFailure(_ -> close(vertx, pool, database))
                            .map(connection ->
                                    new DuckDbSession(vertx, name, database, pool, connection, options));
                });
    }

    private static Future<Void> close(Vertx vertx, Pool pool, DuckDbDatabase database) {
        return pool.close()
                .eventually(() -> vertx.executeBlocking(() -> {
                    database.close();
                    return null;
                }))
                .otherwiseEmpty();
    }

    @Override
    public Dialect dialect() {
        return new DuckDbDialect();
    }

    @Override
    public synchronized Future<RowSet<Row>> query(String sql) {
        Future<RowSet<Row>> result = previous.transform(_ -> run(sql));
        previous = result;
        return result;
    }

    private Future<RowSet<Row>> run(String sql) {
        if (canceled) {
            return Future.failedFuture(SqlStates.failure(name, SqlStates.CANCELED));
        }
        long number = ++statements;
        running = number;
        long limit = vertx.setTimer(options.limit().toMillis(), _ -> stop(number));
        return connection
                .query(sql)
                .execute()
                .onComplete(_ -> {
                    running = 0;
                    vertx.cancelTimer(limit);
                })
                .recover(this::afterFailure);
    }

    private Future<RowSet<Row>> afterFailure(Throwable failure) {
        return vertx.executeBlocking(() -> {
                    database.beginAgain();
                    return database.failure(failure);
                })
                .compose(Future::failedFuture);
    }

    @Override
    public Future<SnapshotRows> rows() {
        return Future.succeededFuture(new SnapshotRows.OfDuckDb(database));
    }

    @Override
    public Future<Void> cancel() {
        canceled = true;
        return Future.join(stop(running), stopReading()).mapEmpty();
    }

    private Future<Void> stopReading() {
        return vertx.executeBlocking(database::cancelReading, false)
                .compose(isReading -> Boolean.TRUE.equals(isReading)
                        ? vertx.timer(STOP_AGAIN_MILLIS, TimeUnit.MILLISECONDS).compose(_ -> stopReading())
                        : Future.succeededFuture());
    }

    /// Again and again, because a statement that has not begun yet does not hear it.
    private Future<Void> stop(long number) {
        if (number == 0 || running != number) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(
                        () -> {
                            database.cancel();
                            return null;
                        },
                        false)
                .compose(_ -> vertx.timer(STOP_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                .compose(_ -> stop(number));
    }

    @Override
    public Future<Void> close() {
        return connection.close().otherwiseEmpty().compose(_ -> close(vertx, pool, database));
    }
}
