package io.seltzer.agent;

import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.health.EventLoopPulse;
import io.seltzer.health.HealthRoutes;
import io.seltzer.health.Readiness;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Liveness, readiness and metrics. Ready is an agent that has heard of its control plane lately and could launch a
/// scan.
final class AgentHealth extends BeatingVerticle implements Readiness {
    static final String STARTED = "/health/started";
    private static final int INTERVALS = 3;
    private static final int LAUNCHER_SECONDS = 5;

    private final AgentSettings.Doors doors;
    private final Contact contact;
    private final JobLauncher launcher;
    private final EventLoopPulse pulse;
    private final AgentMetrics metrics;
    private final Clock clock;

    private Optional<HttpServer> server = Optional.empty();

    /// How far the agent itself is; written by who starts and stops it.
    private volatile Stage stage = Stage.STARTING;

    enum Stage {
        STARTING,
        STARTED,
        STOPPING
    }

    AgentHealth(AgentParts parts) {
        super(parts.pulse());
        this.doors = parts.settings().doors();
        this.contact = parts.contact();
        this.launcher = parts.launcher();
        this.pulse = parts.pulse();
        this.metrics = parts.metrics();
        this.clock = parts.clock();
    }

    void reach(Stage next) {
        stage = next;
    }

    int port() {
        return server.map(HttpServer::actualPort).orElseThrow();
    }

    @Override
    Future<?> begin() {
        Router router = Router.router(vertx);
        new HealthRoutes(pulse, this, metrics.registry()).mount(router);
        router.get(STARTED).handler(this::started);
        HttpServerOptions options =
                new HttpServerOptions().setHost(doors.healthHost()).setPort(doors.healthPort());
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                .onSuccess(listening -> server = Optional.of(listening));
    }

    @Override
    Future<?> end() {
        return server.<Future<?>>map(HttpServer::close).orElseGet(Future::succeededFuture);
    }

    /// For a startup probe: not before the agent has taken up the jobs that it found.
    private void started(RoutingContext request) {
        HealthRoutes.answer(request, stage == Stage.STARTING ? unreadiness(stage) : Optional.empty());
    }

    @Override
    public Future<Optional<NotReady>> check() {
        Optional<NotReady> missing = unreadiness(stage).or(() -> missing(contact.state(), clock.instant()));
        if (missing.isPresent()) {
            return Future.succeededFuture(missing);
        }
        return launcher.check()
                .timeout(LAUNCHER_SECONDS, TimeUnit.SECONDS)
                .otherwise(Optional.of(new NotReady(
                        "launcher.silent", "The launcher does not answer: no job can be started or watched.")));
    }

    private static Optional<NotReady> unreadiness(Stage stage) {
        return switch (stage) {
            case STARTING ->
                Optional.of(new NotReady("agent.starting", "The agent takes up the jobs that it finds."));
            case STARTED -> Optional.empty();
            case STOPPING -> Optional.of(new NotReady("agent.stopping", "The agent was told to end."));
        };
    }

    /// What is wrong between agent and control plane.
    static Optional<NotReady> missing(Contact.State contact, Instant now) {
        return switch (contact) {
            case Contact.None() ->
                Optional.of(new NotReady(
                        "control-plane.unreached",
                        "The control plane has not answered yet. Check its URL and the way to it."));
            case Contact.Unauthorised(int status) ->
                Optional.of(new NotReady(
                        "control-plane.unauthorised",
                        "The control plane does not accept the API key (" + status
                                + "). Correct it and start the agent again."));
            case Contact.Made(Instant at, Duration interval) ->
                Duration.between(at, now).compareTo(interval.multipliedBy(INTERVALS)) > 0
                        ? Optional.of(new NotReady(
                                "control-plane.silent",
                                "The control plane has not answered since " + at + ". Check the way to it."))
                        : Optional.empty();
        };
    }
}
