package io.seltzer.agent;

import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.health.EventLoopPulse;
import io.seltzer.health.HealthRoutes;
import io.seltzer.health.Readiness;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Liveness, readiness and metrics. Ready is an agent that has heard of its control plane lately and could launch a
/// scan.
final class AgentHealth extends BeatingVerticle implements Readiness {
    private static final int INTERVALS = 3;

    private final AgentSettings.Doors doors;
    private final Contact contact;
    private final JobLauncher launcher;
    private final EventLoopPulse pulse;
    private final AgentMetrics metrics;
    private final Clock clock;

    private Optional<HttpServer> server = Optional.empty();

    AgentHealth(AgentParts parts) {
        super(parts.pulse());
        this.doors = parts.settings().doors();
        this.contact = parts.contact();
        this.launcher = parts.launcher();
        this.pulse = parts.pulse();
        this.metrics = parts.metrics();
        this.clock = parts.clock();
    }

    int port() {
        return server.map(HttpServer::actualPort).orElseThrow();
    }

    @Override
    Future<?> begin() {
        Router router = Router.router(vertx);
        new HealthRoutes(pulse, this, metrics.registry()).mount(router);
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

    @Override
    public Future<Optional<NotReady>> check() {
        Optional<NotReady> missing = missing(contact.state(), clock.instant());
        if (missing.isPresent()) {
            return Future.succeededFuture(missing);
        }
        return launcher.check()
                .otherwise(Optional.of(new NotReady("launcher.unable", "The launcher does not answer.")));
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
