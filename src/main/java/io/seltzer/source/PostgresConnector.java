package io.seltzer.source;

import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.config.DataSourceFile.SslMode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Opens connections to one PostgreSQL server.
final class PostgresConnector {
    private final Vertx vertx;
    private final String name;
    private final Postgres settings;

    /// @param name of the data source, for messages
    PostgresConnector(Vertx vertx, String name, Postgres settings) {
        this.vertx = vertx;
        this.name = name;
        this.settings = settings;
    }

    /// @return fails with a [SourceFailure]
    Future<PostgresLane> connect() {
        Future<PgConnection> connecting = PgConnection.connect(vertx, options(settings));
        return connecting
                .timeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> connecting.onSuccess(PgConnection::close)) // one that comes too late
                .map(connection -> new PostgresLane(name, connection))
                .recover(failure -> Future.failedFuture(failure(failure)));
    }

    private SourceFailure failure(Throwable failure) {
        if (failure instanceof PgException pg && pg.getSqlState() != null) {
            return SqlStates.failure(name, pg.getSqlState());
        }
        if (isAboutEncryption(failure)) {
            return new SourceFailure(
                    "source.not-encrypted",
                    "",
                    name + ": no encrypted connection to " + settings.host() + ":" + settings.port()
                            + " comes about. Does the server speak TLS, and do sslmode and sslrootcert fit its certificate?");
        }
        return isReset(failure)
                ? SqlStates.failure(name, SqlStates.BROKEN)
                : SqlStates.unreachable(name, settings.host(), settings.port());
    }

    /// Something answered, but not as `sslmode` asks.
    private boolean isAboutEncryption(Throwable failure) {
        return settings.sslMode().compareTo(SslMode.REQUIRE) >= 0
                && !(failure instanceof ConnectException
                        || failure instanceof NoRouteToHostException
                        || failure instanceof UnknownHostException
                        || failure instanceof TimeoutException);
    }

    /// Something answered, and hung up.
    private static boolean isReset(Throwable failure) {
        return switch (failure) {
            case ConnectException _, NoRouteToHostException _, UnknownHostException _, SSLException _ -> false;
            case IOException _, ClosedConnectionException _ -> true;
            default -> false;
        };
    }

    private static PgConnectOptions options(Postgres settings) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password().reveal())
                .setSslMode(sslMode(settings.sslMode()));
        // Beside the driver's own, without which it cannot read other encodings and styles of dates.
        options.addProperty("application_name", "seltzer scan");
        if (settings.sslMode() != SslMode.DISABLE) {
            options.setSslOptions(encryption(settings));
        }
        return options;
    }

    private static ClientSSLOptions encryption(Postgres settings) {
        ClientSSLOptions ssl = new ClientSSLOptions();
        settings.sslRootCertificate()
                .ifPresentOrElse(
                        path -> ssl.setTrustOptions(new PemTrustOptions().addCertPath(path)),
                        // As with libpq: without a root certificate, encrypted but not verified.
                        () -> ssl.setTrustAll(settings.sslMode().compareTo(SslMode.REQUIRE) <= 0));
        settings.clientCertificate()
                .ifPresent(client -> ssl.setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(client.certificate()).addKeyPath(client.key())));
        if (settings.sslMode() == SslMode.VERIFY_FULL) {
            ssl.setHostnameVerificationAlgorithm("HTTPS");
        }
        return ssl;
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
}
