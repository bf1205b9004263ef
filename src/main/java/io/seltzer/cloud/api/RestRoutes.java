package io.seltzer.cloud.api;

import io.seltzer.cloud.store.Store;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;

/// The public REST API, `/api/v1`: HTTP Basic with key id and secret (cloud-protocol §12).
public final class RestRoutes {
    static final String BASE = "/api/v1";

    private final Store store;
    private final Links links;
    private final Limits limits;

    public RestRoutes(Store store, Links links, Limits limits) {
        this.store = store;
        this.links = links;
        this.limits = limits;
    }

    public void mount(Router router) {
        KeyGuard guard = new KeyGuard(store.keys(), KeyGuard.Scheme.BASIC);
        BodyHandler body = BodyHandler.create(false).setBodyLimit(limits.bodyBytes());
        Handler<RoutingContext> timeout = TimeoutHandler.create(1_000L * limits.requestSeconds());
        Mount mount = (method, path, handler) ->
                router.route(method, BASE + path).handler(timeout).handler(guard).handler(body).handler(handler);
        mount.at(HttpMethod.GET, "/test-login", RestRoutes::testLogin);
        new DataSourceRoutes(store.dataSources()).mount(mount);
        new ContractRoutes(store.contracts(), store.verifications(), links).mount(mount);
        new ScanRoutes(store, links).mount(mount);
        new CheckRoutes(store.checks(), links).mount(mount);
        new MonitoringRoutes(store.monitoring(), links).mount(mount);
        new MonitorRoutes(store.monitoring()).mount(mount);
        new MonitorFileRoutes(store.monitoring().files()).mount(mount);
    }

    private record Login(String organisationName) {}

    private static void testLogin(RoutingContext request) {
        Answers.ok(request, new Login(KeyGuard.caller(request).organisationName()));
    }

    /// Puts a handler behind log-in, body limit and timeout.
    @FunctionalInterface
    interface Mount {
        /// @param path below `/api/v1`
        void at(HttpMethod method, String path, Handler<RoutingContext> handler);
    }
}
