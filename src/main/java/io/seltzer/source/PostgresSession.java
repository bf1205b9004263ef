package io.seltzer.source;

import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.config.DataSourceFile.SslMode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One connection to a PostgreSQL data source, in one read-only transaction: all it reads describes the same
/// instant. A statement that fails leaves the transaction usable.
///
/// Use it from one Vert.x context, one statement at a time.
public final class PostgresSession {
    private static final String SAVEPOINT = "savepoint seltzer_statement";
    private static final String RELEASE = "release savepoint seltzer_statement";
    private static final String BACK = "rollback to savepoint seltzer_statement; " + RELEASE;
    /// How often the server looks whether a client that waits for a long statement is still there.
    private static final String ABANDONED_AFTER = "set client_connection_check_interval = '5s'";

    private final String name;
    private final PgConnection connection;

    private PostgresSession(String name, PgConnection connection) {
        this.name = name;
        this.connection = connection;
    }

    /// Connects and begins the transaction.
    ///
    /// @param name of the data source, for messages
    /// @param limit after which the server gives a statement up, so that none outlives its scan
    /// @return fails with a [SourceFailure]
    public static Future<PostgresSession> open(Vertx vertx, String name, Postgres settings, Duration limit) {
        Future<PgConnection> connecting = PgConnection.connect(vertx, options(settings));
        return connecting
                .timeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> connecting.onSuccess(PgConnection::close)) // one that comes too late
                .recover(failure -> Future.failedFuture(ofConnect(name, settings, failure)))
                .compose(connection -> {
                    // A connection that breaks fails the statement in flight; nobody else needs to hear of it.
                    connection.exceptionHandler(_ -> {});
                    PostgresSession session = new PostgresSession(name, connection);
                    return session.begin(limit)
                            .map(session)
                            .onFailure(_ -> connection.close());
                });
    }

    private Future<Void> begin(Duration limit) {
        return connection
                .query(ABANDONED_AFTER)
                .execute()
                .otherwiseEmpty() // servers before 14 do not know it
                .compose(_ -> statement("set standard_conforming_strings = on"))
                .compose(_ -> statement("set statement_timeout = " + limit.toMillis()))
                .compose(_ -> statement("begin isolation level repeatable read read only"))
                .mapEmpty();
    }

    private static PgConnectOptions options(Postgres settings) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password().reveal())
                .setProperties(Map.of("application_name", "seltzer scan"))
                .setSslMode(sslMode(settings.sslMode()));
        if (settings.sslMode() != SslMode.DISABLE) {
            ClientSSLOptions ssl = new ClientSSLOptions();
            settings.sslRootCertificate()
                    .ifPresentOrElse(
                            path -> ssl.setTrustOptions(new PemTrustOptions().addCertPath(path)),
                            // As with libpq: without a root certificate, encrypted but not verified.
                            () -> ssl.setTrustAll(settings.sslMode().compareTo(SslMode.REQUIRE) <= 0));
            if (settings.sslMode() == SslMode.VERIFY_FULL) {
                ssl.setHostnameVerificationAlgorithm("HTTPS");
            }
            options.setSslOptions(ssl);
        }
        return options;
    }

    private static io.vertx.pgclient.SslMode sslMode(SslMode mode) {
        return switch (mode) {
            case DISABLE -> io.vertx.pgclient.SslMode.DISABLE;
            case ALLOW -> io.vertx.pgclient.SslMode.ALLOW;
            case PREFER -> io.vertx.pgclient.SslMode.PREFER;
            case REQUIRE -> io.vertx.pgclient.SslMode.REQUIRE;
            case VERIFY_CA -> io.vertx.pgclient.SslMode.VERIFY_CA;
            case VERIFY_FULL -> io.vertx.pgclient.SslMode.VERIFY_FULL;
        };
    }

    /// Runs a query whose result is small.
    ///
    /// @return fails with a [SourceFailure]
    public Future<RowSet<Row>> query(String sql) {
        // A savepoint that stays open would make the snapshot one that cannot be exported.
        return statement(SAVEPOINT)
                .compose(_ -> statement(sql))
                .compose(rows -> statement(RELEASE).map(rows))
                .recover(this::afterFailure);
    }

    private Future<RowSet<Row>> afterFailure(Throwable failure) {
        boolean usable = failure instanceof SourceFailure source && source.isOfStatement();
        return usable
                ? statement(BACK).transform(_ -> Future.failedFuture(failure))
                : Future.failedFuture(failure);
    }

    /// A name under which other connections can read the same instant, while this session is open.
    public Future<String> exportSnapshot() {
        return statement("select pg_export_snapshot()")
                .map(rows -> rows.iterator().next().getString(0));
    }

    /// Stops the statement in flight on the server.
    public Future<Void> cancel() {
        return connection.cancelRequest();
    }

    public Future<Void> close() {
        return connection.close();
    }

    private Future<RowSet<Row>> statement(String sql) {
        return connection.query(sql).execute().recover(failure -> Future.failedFuture(ofStatement(failure)));
    }

    private SourceFailure ofStatement(Throwable failure) {
        return failure instanceof PgException pg && pg.getSqlState() != null
                ? SqlStates.failure(name, pg.getSqlState())
                : SqlStates.failure(name, "08006");
    }

    private static SourceFailure ofConnect(String name, Postgres settings, Throwable failure) {
        return failure instanceof PgException pg && pg.getSqlState() != null
                ? SqlStates.failure(name, pg.getSqlState())
                : SqlStates.unreachable(name, settings.host(), settings.port());
    }
}
