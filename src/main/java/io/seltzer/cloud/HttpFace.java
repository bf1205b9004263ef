package io.seltzer.cloud;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seltzer.cloud.api.AgentRoutes;
import io.seltzer.cloud.api.ControlPlaneMetrics;
import io.seltzer.cloud.api.Failures;
import io.seltzer.cloud.api.Links;
import io.seltzer.cloud.api.RestRoutes;
import io.seltzer.cloud.api.ScanProcessRoutes;
import io.seltzer.cloud.api.SodaRoutes;
import io.seltzer.cloud.store.Store;
import io.seltzer.health.EventLoopPulse;
import io.seltzer.health.HealthRoutes;
import io.seltzer.health.Readiness;
import io.seltzer.health.Readiness.NotReady;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The HTTP server on one event loop; all instances listen on the same port.
final class HttpFace extends VerticleBase {
    /// Longer than any claim is held.
    private static final int IDLE_SECONDS = 120;

    /// Vert.x's way to say: any free port, the same for all instances.
    private static final int ANY_SHARED_PORT = -1;

    private static final long STOP_SECONDS = 10;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private final Parts parts;
    private @Nullable AgentRoutes agentRoutes;
    private @Nullable HttpServer server;
    private EventLoopPulse.@Nullable Beat beat;

    /// What all instances share.
    ///
    /// @param port where they listen, known once the first one does
    record Parts(
            Settings settings,
            Store store,
            WebFace web,
            Links links,
            EventLoopPulse pulse,
            PrometheusMeterRegistry registry,
            ControlPlaneMetrics metrics,
            InstantSource clock,
            AtomicInteger port) {}

    HttpFace(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        Settings settings = parts.settings();
        beat = parts.pulse().start(vertx);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.bindAddress())
                .setPort(settings.port() == 0 ? ANY_SHARED_PORT : settings.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setCompressionSupported(true);
        Router apis = apis();
        Router pages = pages();
        HttpServer listening = vertx.createHttpServer(options)
                .requestHandler(request -> (isApi(request.path()) ? apis : pages).handle(request));
        server = listening;
        return listening.listen().onSuccess(open -> parts.port().set(open.actualPort()));
    }

    /// Pages may take any other path, without a say in what becomes of these.
    private static boolean isApi(@Nullable String path) {
        return path == null
                || path.startsWith("/api/")
                || path.startsWith("/agent/")
                || path.startsWith("/scan/")
                || path.startsWith("/health/")
                || path.equals(HealthRoutes.METRICS);
    }

    private Router apis() {
        Settings settings = parts.settings();
        Store store = parts.store();
        Failures failures = new Failures();
        Router router = Router.router(vertx);
        router.route().handler(parts.metrics()::timeRequest).failureHandler(failures);
        router.errorHandler(NOT_FOUND, failures).errorHandler(NOT_ALLOWED, failures);
        new HealthRoutes(parts.pulse(), readiness(store), parts.registry()).mount(router);
        AgentRoutes agents =
                new AgentRoutes(vertx, store, parts.metrics(), settings.limits(), settings.rules().lease());
        agents.mount(router);
        agentRoutes = agents;
        new ScanProcessRoutes(store, parts.metrics(), settings.limits(), parts.clock()).mount(router);
        new RestRoutes(store, parts.links(), settings.limits()).mount(router);
        new SodaRoutes(store, parts.links(), settings.limits(), parts.metrics()).mount(router);
        return router;
    }

    private Router pages() {
        Failures failures = new Failures();
        Router router = Router.router(vertx);
        router.route().handler(parts.metrics()::timeRequest);
        router.errorHandler(NOT_FOUND, failures).errorHandler(NOT_ALLOWED, failures);
        router.route("/*").subRouter(parts.web().router(vertx, parts.store()));
        return router;
    }

    private static Readiness readiness(Store store) {
        return () -> store.database()
                .ping()
                .map(Optional.<NotReady>empty())
                .otherwise(_ -> Optional.of(new NotReady(
                        "database.unreachable",
                        "The database does not answer. Check that it runs and can be reached from here.")));
    }

    /// Held claims are answered first, then the connections close.
    @Override
    public Future<?> stop() {
        if (beat != null) {
            beat.stop();
        }
        if (agentRoutes != null) {
            agentRoutes.close();
        }
        return server == null ? Future.succeededFuture() : server.shutdown(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
