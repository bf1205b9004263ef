package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// The control plane's database. What belongs to an organisation is read and written in a transaction that
/// names it: row-level security shows nothing else, whatever a query forgets to ask for. Fails with
/// [DatabaseFailure], or with what `work` failed with.
public final class Database {
    private static final String NAME_ORGANISATION = "select set_config('seltzer.organisation', $1, true)";
    private static final String ROLE_PASSES_BORDER =
            "select rolsuper or rolbypassrls from pg_roles where rolname = current_user";
    private static final int PING_SECONDS = 2;

    private final Pool pool;
    private final InstantSource clock;
    private final AtomicInteger inTransaction = new AtomicInteger();

    private Database(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// Connects lazily; see [#requireBorder()].
    ///
    /// @param clock what statements take as now; the server's own clock is never asked
    public static Database connecting(Vertx vertx, DatabaseAddress address, int connections, InstantSource clock) {
        PoolOptions options = new PoolOptions()
                .setMaxSize(connections)
                .setConnectionTimeout(5)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxWaitQueueSize(1_000);
        Pool pool = PgBuilder.pool()
                .with(options)
                .connectingTo(address.options())
                .using(vertx)
                .build();
        return new Database(pool, clock);
    }

    /// Runs `work` in one transaction that sees one organisation; rolled back when the work fails.
    public <T> Future<T> inOrganisation(UUID organisation, Function<SqlConnection, Future<T>> work) {
        return transaction(connection -> connection
                .preparedQuery(NAME_ORGANISATION)
                .execute(Tuple.of(organisation.toString()))
                .compose(_ -> work.apply(connection)));
    }

    /// Runs `work` in one transaction that sees no organisation's rows: only the tables that are read before it
    /// is known who asks (`organisation`, `api_key`, `web_session`).
    public <T> Future<T> outside(Function<SqlConnection, Future<T>> work) {
        return transaction(work);
    }

    // The client declares the result nullable, because a transaction may have none; here T says so.
    @SuppressWarnings("NullAway")
    private <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        inTransaction.incrementAndGet();
        return pool.withTransaction(work)
                .recover(failure -> Future.failedFuture(inOurWords(failure)))
                .onComplete(_ -> inTransaction.decrementAndGet());
    }

    /// Fails when the database does not answer within two seconds.
    public Future<Void> ping() {
        return pool.query("select 1")
                .execute()
                .timeout(PING_SECONDS, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(inOurWords(failure)))
                .mapEmpty();
    }

    /// Fails when the role that serves could see past row-level security.
    public Future<Void> requireBorder() {
        return outside(connection -> connection.query(ROLE_PASSES_BORDER).execute())
                .compose(rows -> passes(rows)
                        ? Future.failedFuture(new IllegalStateException("The database user is a superuser or has"
                                + " BYPASSRLS, so the border between organisations would not hold. Use a plain role"
                                + " that owns the database: create role seltzer login; create database seltzer owner"
                                + " seltzer;"))
                        : Future.succeededFuture());
    }

    private static boolean passes(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean(0);
    }

    /// Now, in the form in which statements take it.
    public OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /// Connections open now.
    public int connections() {
        return pool.size();
    }

    /// Transactions that run or wait for a connection now.
    public int transactions() {
        return inTransaction.get();
    }

    public Future<Void> close() {
        return pool.close();
    }

    private static Throwable inOurWords(Throwable failure) {
        return switch (failure) {
            case PgException refused -> DatabaseFailure.ofState(String.valueOf(refused.getSqlState()));
            case IOException _, TimeoutException _ -> DatabaseFailure.unreachable();
            case ClosedConnectionException _, ConnectionPoolTooBusyException _ -> DatabaseFailure.unreachable();
            // The client's plain exception: no connection came free in time.
            case VertxException late when late.getClass() == VertxException.class -> DatabaseFailure.unreachable();
            // All others are about the statement; their texts quote parameters.
            case VertxException _ -> DatabaseFailure.refusedByClient();
            default -> failure;
        };
    }
}
