package io.seltzer.cloud;

import io.seltzer.cloud.store.ApiKey;
import io.seltzer.cloud.store.DatabaseAddress;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A control plane with a database and a clock of its own, on a real socket.
public final class RunningControlPlane implements AutoCloseable {
    private static final AtomicInteger ORGANISATIONS = new AtomicInteger();
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final PlainDatabase database;
    private final SettableClock clock;
    private final ControlPlane plane;

    private RunningControlPlane(Vertx vertx, PlainDatabase database, SettableClock clock, ControlPlane plane) {
        this.vertx = vertx;
        this.database = database;
        this.clock = clock;
        this.plane = plane;
    }

    /// Past its grace period, so that leases run out.
    public static RunningControlPlane start() throws Exception {
        return start(UnaryOperator.identity());
    }

    public static RunningControlPlane start(UnaryOperator<Settings> change) throws Exception {
        SettableClock clock = new SettableClock();
        PlainDatabase database = PlainDatabase.fresh();
        RunningControlPlane started = start(database, database.address(), clock, change);
        clock.advance(Duration.ofSeconds(61));
        return started;
    }

    /// @param address how to reach the database
    public static RunningControlPlane start(
            PlainDatabase database, DatabaseAddress address, SettableClock clock, UnaryOperator<Settings> change)
            throws Exception {
        Vertx vertx = Vertx.vertx();
        Settings settings = change.apply(Settings.of(0, address, Bootstrap.of(Map.of())));
        try {
            ControlPlane plane = ControlPlane.start(vertx, settings, PlainWiring.with(clock))
                    .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new RunningControlPlane(vertx, database, clock, plane);
        } catch (Exception failure) {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            throw failure;
        }
    }

    /// A new organisation, seen by the holder of its key.
    public TestOrganisation organisation() throws TimeoutException {
        int number = ORGANISATIONS.incrementAndGet();
        ApiKey key = new ApiKey("key-" + number, "secret-of-tests-" + number);
        plane.store()
                .bootstrap()
                .run("Organisation " + number, Optional.of(key))
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new TestOrganisation("Organisation " + number, new TestHttp(plane.port(), key));
    }

    public void sweep() throws TimeoutException {
        plane.store().sweep().run().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public ControlPlane plane() {
        return plane;
    }

    public PlainDatabase database() {
        return database;
    }

    public SettableClock clock() {
        return clock;
    }

    public void stop() throws TimeoutException {
        plane.stop().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        stop();
        vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
