package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Store;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;

/// The pages: `/`, `/login`, `/logout`, `/datasets`, `/monitors`, `/scans` and what lies below them, `/static`. Every other path
/// gets a page that says there is none, so mount this router after all others.
public final class WebFace {
    private static final int LONGEST_FORM = 16 * 1024;

    private final Store store;
    private final InstantSource clock;

    /// @param clock what pages take as now
    public WebFace(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public Router router(Vertx vertx) {
        Templates templates = new Templates();
        WebSessions sessions = new WebSessions(store.database());
        LoginPages login = new LoginPages(store.keys(), sessions, new LoginAttempts(clock), templates);
        DatasetPages datasets = new DatasetPages(
                new DatasetListQueries(store.database()),
                new DatasetQueries(store.database()),
                store.verifications(),
                templates);
        ScanPages scans = new ScanPages(
                new ScanListQueries(store.database()), new ScanQueries(store.database()), templates, clock);

        MonitorListPages monitorLists = new MonitorListPages(
                new MonitorListQueries(store.database()), new DatasetMonitorQueries(store.database()), templates);
        MonitorPages monitors =
                new MonitorPages(new MonitorQueries(store.database()), store.monitoring(), templates);

        Router router = Router.router(vertx);
        router.route().handler(new SecurityHeaders()).failureHandler(new Problems(templates));
        router.get("/static/:file").handler(new StaticFiles());
        router.post().handler(BodyHandler.create(false).setBodyLimit(LONGEST_FORM)).handler(new SameOrigin());
        router.get("/login").handler(login::form);
        router.post("/login").handler(login::logIn);
        router.post("/logout").handler(login::logOut);
        router.get("/").handler(context -> context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, ReturnPath.START.path())
                .end());
        Gate gate = new Gate(sessions);
        router.route("/datasets*").handler(gate);
        router.route("/monitors*").handler(gate);
        router.route("/scans*").handler(gate);
        router.get("/datasets").handler(datasets::list);
        router.get("/datasets/:id").handler(datasets::one);
        router.get("/datasets/:id/monitors").handler(monitorLists::ofDataset);
        router.post("/datasets/:id/verify").handler(datasets::verify);
        router.get("/monitors").handler(monitorLists::list);
        router.get("/monitors/:id").handler(monitors::one);
        router.post("/monitors/:id/feedback").handler(monitors::mark);
        router.post("/monitors/:id/settings").handler(monitors::apply);
        router.get("/scans").handler(scans::list);
        router.get("/scans/:id").handler(scans::one);
        router.get("/scans/:id/live").handler(scans::live);
        router.route().handler(context -> context.fail(404));
        return router;
    }
}
