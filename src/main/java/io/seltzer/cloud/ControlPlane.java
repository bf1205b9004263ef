package io.seltzer.cloud;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seltzer.cloud.api.ControlPlaneMetrics;
import io.seltzer.cloud.api.Links;
import io.seltzer.cloud.store.ApiKey;
import io.seltzer.cloud.store.DatabaseAddress;
import io.seltzer.cloud.store.DatabaseFailure;
import io.seltzer.cloud.store.Migration;
import io.seltzer.cloud.store.Store;
import io.seltzer.health.EventLoopPulse;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running control plane. Any number may run over one database.
public final class ControlPlane {
    private static final Logger LOGGER = LoggerFactory.getLogger(ControlPlane.class);

    private final Vertx vertx;
    private final Store store;
    private final Optional<ApiKey> firstKey;
    private final int port;
    private final List<String> deployments;

    private ControlPlane(
            Vertx vertx, Store store, Optional<ApiKey> firstKey, int port, List<String> deployments) {
        this.vertx = vertx;
        this.store = store;
        this.firstKey = firstKey;
        this.port = port;
        this.deployments = deployments;
    }

    /// Brings the tables up to date, then serves. Fails, in words for the operator, when the database cannot be
    /// reached, when its user could see past row-level security, or when the port is taken.
    public static Future<ControlPlane> start(Vertx vertx, Settings settings, Wiring wiring) {
        Store store = Store.open(vertx, settings.database(), wiring.clock(), settings.rules(), wiring.gate());
        return store.database()
                .requireBorder()
                .compose(_ -> migrate(settings.database()))
                .compose(_ -> store.bootstrap()
                        .run(settings.bootstrap().organisation(), settings.bootstrap().key()))
                .compose(firstKey -> store.signal()
                        .listen()
                        .compose(_ -> serve(vertx, settings, wiring, store, firstKey)))
                .recover(failure -> close(store).transform(_ -> Future.failedFuture(inWords(failure, settings))));
    }

    private static Future<Void> migrate(DatabaseAddress address) {
        Promise<Void> migrated = Promise.promise();
        Thread.ofVirtual().name("migration").start(() -> {
            try {
                Migration.run(address);
                migrated.complete();
            } catch (RuntimeException refused) {
                migrated.fail(refused);
            }
        });
        return migrated.future();
    }

    private static Future<ControlPlane> serve(
            Vertx vertx, Settings settings, Wiring wiring, Store store, Optional<ApiKey> firstKey) {
        AtomicInteger port = new AtomicInteger(settings.port());
        Links links = new Links(settings.publicUrl());
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        HttpFace.Parts parts = new HttpFace.Parts(
                settings,
                store,
                wiring.web(),
                links,
                EventLoopPulse.system(),
                registry,
                new ControlPlaneMetrics(registry, store.database()),
                wiring.clock(),
                port);
        DeploymentOptions onAllCores =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(new Housekeeping(store))
                .compose(housekeeping -> vertx.deployVerticle(() -> new HttpFace(parts), onAllCores)
                        .map(faces -> List.of(faces, housekeeping))
                        .recover(failure -> vertx.undeploy(housekeeping)
                                .transform(_ -> Future.failedFuture(failure))))
                .onSuccess(_ -> LOGGER.atInfo()
                        .addKeyValue("port", port.get())
                        .addKeyValue("database", settings.database())
                        .log("The control plane serves"))
                .map(deployments -> new ControlPlane(vertx, store, firstKey, port.get(), deployments));
    }

    private static Throwable inWords(Throwable failure, Settings settings) {
        return failure instanceof DatabaseFailure refused
                ? new IllegalStateException(
                        "The database " + settings.database() + " cannot be used: " + refused.getMessage()
                                + " Check that it runs, and its user and password.")
                : failure;
    }

    /// Where it listens.
    public int port() {
        return port;
    }

    public Store store() {
        return store;
    }

    /// The API key that was made because there was none; the secret is nowhere else, so show it now.
    public Optional<ApiKey> firstKey() {
        return firstKey;
    }

    /// Answers held claims and requests in flight, then closes.
    public Future<Void> stop() {
        Future<Void> stopped = Future.succeededFuture();
        for (String deployment : deployments) {
            stopped = stopped.transform(_ -> vertx.undeploy(deployment));
        }
        return stopped.transform(_ -> close(store));
    }

    private static Future<Void> close(Store store) {
        return store.signal().close().transform(_ -> store.database().close());
    }
}
