package io.seltzer.cloud.web;

import io.seltzer.cloud.store.ApiKey;
import io.seltzer.cloud.store.DatabaseAddress;
import io.seltzer.cloud.store.DatasetNameGate;
import io.seltzer.cloud.store.Migration;
import io.seltzer.cloud.store.Store;
import io.seltzer.testing.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// The pages over a real PostgreSQL, reached over HTTP. The server's role is no superuser, so that row-level
/// security holds as it does in earnest.
final class TestServer implements AutoCloseable {
    static final ApiKey KEY = new ApiKey("key-hudson", "hudson-secret-0123456789");
    static final String ORGANISATION = "Hudson Air Data";
    private static final String ROLE = "seltzer_web";

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final Store store;
    private final HttpServer server;

    private TestServer(InstantSource clock, int port) {
        DatabaseAddress address = new DatabaseAddress(
                "postgresql://" + database.host() + ":" + database.port() + "/" + database.name(), ROLE, ROLE);
        own();
        Migration.run(address);
        store = Store.open(
                vertx,
                address,
                clock,
                new Store.Rules(Duration.ofSeconds(30), 3, Duration.ofHours(2), 4),
                new DatasetNameGate());
        add(ORGANISATION, KEY);
        server = await(vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(new WebFace(store, clock).router(vertx))
                .listen(port, "localhost"));
    }

    static TestServer start(InstantSource clock) {
        return new TestServer(clock, 0);
    }

    static TestServer start(InstantSource clock, int port) {
        return new TestServer(clock, port);
    }

    /// Adds an organisation with one key; each test has its own, so that they may share the server.
    void add(String organisation, ApiKey key) {
        await(store.bootstrap().run(organisation, Optional.of(key)));
    }

    /// An organisation of this name with a key of its own.
    Browser browserOf(String organisation) {
        ApiKey key = new ApiKey("key-" + UUID.randomUUID(), "secret-of-" + organisation + "-0123456789");
        add(organisation, key);
        return Browser.loggedIn(this, key);
    }

    String address() {
        return "http://localhost:" + server.actualPort();
    }

    Seed seed() {
        return new Seed(connect());
    }

    private Connection connect() {
        try {
            return database.connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void own() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    do $$ begin
                        create role %1$s login password '%1$s';
                    exception when duplicate_object then null;
                    end $$"""
                            .formatted(ROLE));
            statement.execute("alter database " + database.name() + " owner to " + ROLE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(server.close());
        await(store.database().close());
        await(vertx.close());
    }
}
