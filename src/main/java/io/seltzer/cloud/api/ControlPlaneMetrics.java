package io.seltzer.cloud.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seltzer.cloud.store.Database;
import io.vertx.core.Future;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/// The control plane's own numbers.
public final class ControlPlaneMetrics {
    private final MeterRegistry registry;
    private final Counter claims;
    private final Counter granted;
    private final Counter results;
    private final Timer intake;
    private final AtomicInteger heldClaims = new AtomicInteger();

    public ControlPlaneMetrics(MeterRegistry registry, Database database) {
        this.registry = registry;
        this.claims = counter("seltzer.claims", "Claims by agents");
        this.granted = counter("seltzer.leases.granted", "Leases granted, those handed out again included");
        this.results = counter("seltzer.results", "Result messages accepted, repeated ones included");
        this.intake = Timer.builder("seltzer.results.intake")
                .description("Time to store a result message")
                .register(registry);
        Gauge.builder("seltzer.claims.held", heldClaims, AtomicInteger::get)
                .description("Claims held open now")
                .register(registry);
        Gauge.builder("seltzer.database.connections", database, Database::connections)
                .description("Connections to the database")
                .register(registry);
        Gauge.builder("seltzer.database.transactions", database, Database::transactions)
                .description("Transactions that run or wait for a connection")
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    void claimHeld() {
        claims.increment();
        heldClaims.incrementAndGet();
    }

    void claimAnswered(int grants) {
        granted.increment(grants);
        heldClaims.decrementAndGet();
    }

    <T> Future<T> timedIntake(Future<T> stored) {
        Timer.Sample sample = Timer.start(registry);
        return stored.onSuccess(_ -> {
            sample.stop(intake);
            results.increment();
        });
    }

    /// Times every request by method, route and status; to be the first handler of all.
    public void timeRequest(RoutingContext request) {
        Timer.Sample sample = Timer.start(registry);
        request.addEndHandler(_ -> sample.stop(Timer.builder("seltzer.http.requests")
                .description("HTTP requests")
                .tag("method", request.request().method().name())
                .tag("route", route(request))
                .tag("status", String.valueOf(request.response().getStatusCode()))
                .register(registry)));
        request.next();
    }

    /// The route's pattern, never the path: ids would make a time series each.
    private static String route(RoutingContext request) {
        Route route = request.currentRoute();
        String path = route == null ? null : route.getPath();
        return path == null ? "other" : path;
    }
}
