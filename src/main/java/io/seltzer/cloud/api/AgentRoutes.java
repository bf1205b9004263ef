package io.seltzer.cloud.api;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Refused;
import io.seltzer.cloud.store.Store;
import io.seltzer.protocol.AgentApi.Claim;
import io.seltzer.protocol.AgentApi.Complete;
import io.seltzer.protocol.AgentApi.Fail;
import io.seltzer.protocol.AgentApi.Logs;
import io.seltzer.protocol.AgentApi.Register;
import io.seltzer.protocol.AgentApi.Registration;
import io.seltzer.protocol.AgentApi.Release;
import io.seltzer.protocol.AgentApi.Renew;
import io.seltzer.protocol.AgentApi.Results;
import io.seltzer.protocol.AgentApi.Running;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.monitoring.Decided;
import io.seltzer.protocol.monitoring.SeriesQuery;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.time.Duration;
import java.util.UUID;

/// The agent API, `/agent/v1`; described by [OpenApi#PATH].
public final class AgentRoutes {
    static final String BASE = "/agent/v1";
    private static final String INSTRUCTION = BASE + "/instructions/:id";
    private static final int MOST_HELD = 10_000;
    static final int LONGEST_NAME = 200;

    private final Store store;
    private final ControlPlaneMetrics metrics;
    private final HeldClaims claims;
    private final Limits limits;
    private final Duration lease;

    public AgentRoutes(
            Vertx vertx, Store store, ControlPlaneMetrics metrics, Limits limits, Duration lease) {
        this.store = store;
        this.metrics = metrics;
        this.claims = new HeldClaims(vertx, store.leases(), store.signal(), limits.pollSeconds());
        this.limits = limits;
        this.lease = lease;
    }

    public void mount(Router router) {
        KeyGuard guard = new KeyGuard(store.keys(), KeyGuard.Scheme.BEARER);
        BodyHandler body = BodyHandler.create(false).setBodyLimit(limits.bodyBytes());
        Handler<RoutingContext> timeout = TimeoutHandler.create(1_000L * limits.requestSeconds());
        OpenApi.mount(router);
        post(router, "/register").handler(timeout).handler(guard).handler(body).handler(this::register);
        post(router, "/claims").handler(guard).handler(body).handler(this::claim);
        post(router, "/leases/renew").handler(timeout).handler(guard).handler(body).handler(this::renew);
        post(router, "/leases/release").handler(timeout).handler(guard).handler(body).handler(this::release);
        router.get(INSTRUCTION + "/bundle").handler(timeout).handler(guard).handler(this::bundle);
        message(router, "/running", timeout, guard, body, this::running);
        message(router, "/results", timeout, guard, body, this::results);
        message(router, "/logs", timeout, guard, body, this::logs);
        router.post(INSTRUCTION + "/series").handler(timeout).handler(guard).handler(body).handler(this::series);
        message(router, "/decided", timeout, guard, body, this::decided);
        message(router, "/complete", timeout, guard, body, this::complete);
        message(router, "/fail", timeout, guard, body, this::fail);
    }

    /// Answers held claims now, with nothing.
    public void close() {
        claims.close();
    }

    private static Route post(Router router, String path) {
        return router.post(BASE + path);
    }

    private void register(RoutingContext request) {
        Register message = Bodies.read(request, Register.class);
        Caller caller = KeyGuard.caller(request);
        if (message.name().isBlank() || message.name().length() > LONGEST_NAME) {
            throw Refused.invalid("invalid_body", "The member name must be a text of 1 to 200 characters.");
        }
        store.agents()
                .register(caller.organisation(), message)
                .map(agent -> new Registration(
                        agent, caller.organisationName(), (int) lease.toSeconds(), limits.pollSeconds()))
                .onComplete(registration -> Answers.ok(request, registration), request::fail);
    }

    private void claim(RoutingContext request) {
        Claim message = Bodies.read(request, Claim.class);
        if (message.capacity() < 0 || message.held().size() > MOST_HELD) {
            throw Refused.invalid("invalid_body", "The member capacity must not be negative, nor held too long.");
        }
        HeldClaims.Held held = claims.hold(KeyGuard.caller(request).organisation(), message);
        request.response().closeHandler(_ -> held.release());
        metrics.claimHeld();
        held.granted()
                .onComplete(granted -> metrics.claimAnswered(
                        granted.succeeded() ? granted.result().granted().size() : 0))
                .onComplete(granted -> Answers.ok(request, granted), request::fail);
    }

    private void renew(RoutingContext request) {
        Renew message = Bodies.read(request, Renew.class);
        store.leases()
                .renew(organisation(request), message)
                .onComplete(renewed -> Answers.ok(request, renewed), request::fail);
    }

    private void release(RoutingContext request) {
        Release message = Bodies.read(request, Release.class);
        if (message.held().size() > MOST_HELD) {
            throw Refused.invalid("invalid_body", "The member held is too long.");
        }
        store.leases()
                .release(organisation(request), message)
                .onComplete(released -> Answers.ok(request, released), request::fail);
    }

    private void bundle(RoutingContext request) {
        long epoch = Bodies.queryNumber(request, "epoch", 1, Long.MAX_VALUE, -1);
        store.bundles()
                .of(organisation(request), new Lease(Bodies.pathId(request), epoch))
                .onComplete(bundle -> Answers.ok(request, bundle), request::fail);
    }

    private void series(RoutingContext request) {
        store.monitoring()
                .memories()
                .of(organisation(request), Bodies.pathId(request), Bodies.read(request, SeriesQuery.class))
                .onComplete(answer -> Answers.ok(request, answer), request::fail);
    }

    private Future<Void> decided(RoutingContext request, UUID instruction) {
        Decided message = Bodies.read(request, Decided.class);
        return metrics.timedIntake(
                store.monitoring().decisions().store(organisation(request), instruction, message));
    }

    private Future<Void> running(RoutingContext request, UUID instruction) {
        return store.instructions()
                .running(organisation(request), instruction, Bodies.read(request, Running.class));
    }

    private Future<Void> results(RoutingContext request, UUID instruction) {
        Results message = Bodies.read(request, Results.class);
        return metrics.timedIntake(store.instructions().results(organisation(request), instruction, message));
    }

    private Future<Void> logs(RoutingContext request, UUID instruction) {
        return store.instructions().logs(organisation(request), instruction, Bodies.read(request, Logs.class));
    }

    private Future<Void> complete(RoutingContext request, UUID instruction) {
        return store.instructions()
                .complete(organisation(request), instruction, Bodies.read(request, Complete.class));
    }

    private Future<Void> fail(RoutingContext request, UUID instruction) {
        return store.instructions().fail(organisation(request), instruction, Bodies.read(request, Fail.class));
    }

    private static UUID organisation(RoutingContext request) {
        return KeyGuard.caller(request).organisation();
    }

    /// What the holder of a lease says; answered with an empty object.
    @FunctionalInterface
    private interface Message {
        Future<Void> take(RoutingContext request, UUID instruction);
    }

    private static void message(
            Router router,
            String path,
            Handler<RoutingContext> timeout,
            KeyGuard guard,
            BodyHandler body,
            Message message) {
        router.post(INSTRUCTION + path).handler(timeout).handler(guard).handler(body).handler(request -> message.take(
                        request, Bodies.pathId(request))
                .onComplete(_ -> Answers.done(request), request::fail));
    }
}
