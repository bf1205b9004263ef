package io.seltzer.cloud.api;

import io.seltzer.cloud.store.JobTokens.Speaker;
import io.seltzer.cloud.store.Refused;
import io.seltzer.cloud.store.Store;
import io.seltzer.protocol.AgentApi.Fail;
import io.seltzer.protocol.AgentApi.JobFailure;
import io.seltzer.protocol.AgentApi.Logs;
import io.seltzer.protocol.AgentApi.Results;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.results.ScanResults;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The scan API, `/scan/v1`, for scans that speak to the control plane themselves: the same that an agent's gateway
/// speaks. A scan is granted to an agent all the same, which launches it, watches it, and tells how its job ended.
public final class ScanProcessRoutes {
    private static final long SMALL = 16L << 10;
    private static final long LOGS = 1L << 20;
    private static final int ACCEPTED = 202;

    private final Store store;
    private final ControlPlaneMetrics metrics;
    private final Limits limits;
    private final InstantSource clock;

    public ScanProcessRoutes(Store store, ControlPlaneMetrics metrics, Limits limits, InstantSource clock) {
        this.store = store;
        this.metrics = metrics;
        this.limits = limits;
        this.clock = clock;
    }

    public void mount(Router router) {
        Handler<RoutingContext> timeout = TimeoutHandler.create(1_000L * limits.requestSeconds());
        JobTokenGuard guard = new JobTokenGuard(store.jobTokens());
        router.route("/scan/v1/*").handler(timeout).handler(guard).handler(this::tellTime);
        at(router, HttpMethod.GET, ScanApi.BUNDLE, SMALL, this::bundle);
        at(router, HttpMethod.POST, ScanApi.HEARTBEAT, SMALL, this::heartbeat);
        at(router, HttpMethod.POST, ScanApi.LOGS, LOGS, this::logs);
        at(router, HttpMethod.POST, ScanApi.MEASUREMENTS, limits.bodyBytes(), _ -> refuseMeasurements());
        at(router, HttpMethod.POST, ScanApi.RESULTS, limits.bodyBytes(), this::results);
        at(router, HttpMethod.POST, ScanApi.FAILURE, SMALL, this::failure);
    }

    private static void at(
            Router router, HttpMethod method, String path, long limit, Handler<RoutingContext> handler) {
        router.route(method, path)
                .handler(BodyHandler.create(false).setBodyLimit(limit))
                .handler(handler);
    }

    /// For scans whose own clock is off.
    private void tellTime(RoutingContext request) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        request.response().putHeader("date", date);
        request.next();
    }

    private void bundle(RoutingContext request) {
        Speaker scan = JobTokenGuard.speaker(request);
        store.instructions()
                .running(scan.organisation(), scan.lease())
                .compose(_ -> store.bundles().of(scan.organisation(), scan.lease()))
                .onComplete(bundle -> Answers.ok(request, bundle), request::fail);
    }

    private void heartbeat(RoutingContext request) {
        Speaker scan = JobTokenGuard.speaker(request);
        store.leases()
                .heartbeat(scan.organisation(), scan.lease())
                .onComplete(answer -> Answers.ok(request, answer), request::fail);
    }

    private void logs(RoutingContext request) {
        Speaker scan = JobTokenGuard.speaker(request);
        Lease lease = scan.lease();
        ScanApi.LogBatch batch = Bodies.read(request, ScanApi.LogBatch.class);
        taken(
                request,
                store.instructions()
                        .logs(scan.organisation(), lease.instructionId(), new Logs(lease.epoch(), batch.lines())));
    }

    /// Verdicts are made by agents, between the scan and here.
    private static void refuseMeasurements() {
        throw Refused.invalid(
                "monitor.delivery",
                "Monitors are measured by scans that speak to their agent. Set the agent's delivery to gateway or mount.");
    }

    private void results(RoutingContext request) {
        Speaker scan = JobTokenGuard.speaker(request);
        Lease lease = scan.lease();
        Results message = new Results(lease.epoch(), Bodies.read(request, ScanResults.class));
        taken(
                request,
                metrics.timedIntake(
                        store.instructions().results(scan.organisation(), lease.instructionId(), message)));
    }

    private void failure(RoutingContext request) {
        Speaker scan = JobTokenGuard.speaker(request);
        Lease lease = scan.lease();
        ScanApi.Failure failure = Bodies.read(request, ScanApi.Failure.class);
        failure.fault().ifPresent(fault -> {
            throw Refused.invalid("message.not-allowed", fault);
        });
        JobFailure reason = new JobFailure(failure.code(), failure.message(), null, null, List.of(), false);
        taken(
                request,
                store.instructions()
                        .fail(scan.organisation(), lease.instructionId(), new Fail(lease.epoch(), reason)));
    }

    private static void taken(RoutingContext request, Future<Void> stored) {
        stored.onComplete(_ -> Answers.empty(request, ACCEPTED), request::fail);
    }
}
