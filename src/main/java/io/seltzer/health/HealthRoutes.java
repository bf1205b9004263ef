package io.seltzer.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seltzer.health.Readiness.NotReady;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// `/health/live`, `/health/ready` and `/metrics`; without log-in, and without anything that would need one.
public final class HealthRoutes {
    public static final String LIVE = "/health/live";
    public static final String READY = "/health/ready";
    public static final String METRICS = "/metrics";

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final EventLoopPulse pulse;
    private final Readiness readiness;
    private final PrometheusMeterRegistry metrics;

    public HealthRoutes(EventLoopPulse pulse, Readiness readiness, PrometheusMeterRegistry metrics) {
        this.pulse = pulse;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    public void mount(Router router) {
        router.get(LIVE).handler(this::live);
        router.get(READY).handler(this::ready);
        router.get(METRICS).handler(this::metrics);
    }

    private void live(RoutingContext request) {
        if (pulse.isFresh()) {
            answer(request, OK, new JsonObject().put("status", "live"));
        } else {
            answer(request, UNAVAILABLE, refusal("event-loop.blocked", "An event loop has not turned for too long."));
        }
    }

    private void ready(RoutingContext request) {
        readiness.check().onComplete(missing -> answer(request, missing), request::fail);
    }

    /// Ready, or the reason why not.
    public static void answer(RoutingContext request, Optional<NotReady> missing) {
        missing.ifPresentOrElse(
                (NotReady reason) -> answer(request, UNAVAILABLE, refusal(reason.code(), reason.message())),
                () -> answer(request, OK, new JsonObject().put("status", "ready")));
    }

    private void metrics(RoutingContext request) {
        request.response().putHeader("content-type", PROMETHEUS_TEXT).end(metrics.scrape());
    }

    private static JsonObject refusal(String code, String message) {
        return new JsonObject().put("code", code).put("message", message);
    }

    private static void answer(RoutingContext request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(body.encode());
    }
}
