package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.MeasurementPoint;
import io.seltzer.cloud.store.Measurements.Filter;
import io.seltzer.cloud.store.Monitoring;
import io.seltzer.cloud.store.Monitors;
import io.seltzer.cloud.store.Refused;
import io.seltzer.cloud.store.WatchedMonitor;
import io.seltzer.protocol.monitoring.SeriesAnswer.Mark;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `/datasets/{id}/columnMetricMonitors` and its kin, and `/monitors`
final class MonitorRoutes {
    private final Monitoring monitoring;

    MonitorRoutes(Monitoring monitoring) {
        this.monitoring = monitoring;
    }

    void mount(RestRoutes.Mount mount) {
        for (MonitorBodies.Kind kind : MonitorBodies.Kind.values()) {
            String path = "/datasets/:id/" + kind.path();
            mount.at(HttpMethod.POST, path, request -> create(request, kind));
            mount.at(HttpMethod.POST, path + "/:monitorId", request -> change(request, kind));
            mount.at(HttpMethod.DELETE, path + "/:monitorId", request -> delete(request, kind));
        }
        mount.at(HttpMethod.GET, "/monitors/:id/results", this::results);
        mount.at(HttpMethod.POST, "/monitors/:id/feedback", this::feedback);
    }

    private void create(RoutingContext request, MonitorBodies.Kind kind) {
        MonitorBodies.Body body = Bodies.read(request, MonitorBodies.Body.class);
        monitoring
                .monitors()
                .create(
                        KeyGuard.caller(request).organisation(),
                        Bodies.pathId(request),
                        MonitorBodies.created(kind, body))
                .onComplete(
                        monitor -> Answers.json(request, Answers.CREATED, MonitorView.of(monitor)), request::fail);
    }

    private void change(RoutingContext request, MonitorBodies.Kind kind) {
        MonitorBodies.Body body = Bodies.read(request, MonitorBodies.Body.class);
        Caller caller = KeyGuard.caller(request);
        found(request, kind)
                .compose(before -> monitoring
                        .monitors()
                        .change(
                                caller.organisation(),
                                caller.keyId(),
                                MonitorBodies.changed(kind, before.monitor(), body)))
                .onComplete(monitor -> Answers.ok(request, MonitorView.of(monitor)), request::fail);
    }

    private void delete(RoutingContext request, MonitorBodies.Kind kind) {
        Caller caller = KeyGuard.caller(request);
        found(request, kind)
                .compose(found -> monitoring
                        .monitors()
                        .delete(caller.organisation(), caller.keyId(), found.monitor().id()))
                .onComplete(_ -> Answers.noContent(request), request::fail);
    }

    /// The monitor that the path names: of that dataset and that kind.
    private Future<WatchedMonitor> found(RoutingContext request, MonitorBodies.Kind kind) {
        UUID dataset = Bodies.pathId(request);
        UUID monitor = Bodies.uuid(Objects.requireNonNull(request.pathParam("monitorId")))
                .orElseThrow(Monitors::notFound);
        return monitoring
                .monitors()
                .find(KeyGuard.caller(request).organisation(), monitor)
                .map(found -> {
                    if (!found.dataset().equals(dataset) || !kind.holds(found.monitor())) {
                        throw Monitors.notFound();
                    }
                    return found;
                });
    }

    /// @param value absent for a gap; a text where it is infinite
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PointView(
            OffsetDateTime dataTime,
            @Nullable String group,
            @Nullable Double value,
            @Nullable Double raw,
            String verdict,
            @Nullable String reason,
            @Nullable Integer missingPoints,
            @Nullable Double expected,
            @Nullable Double lower,
            @Nullable Double upper,
            double score,
            int direction,
            boolean alert,
            double sensitivity,
            @Nullable JsonNode schemaChanges,
            @Nullable String mark,
            @Nullable String markedBy,
            @Nullable OffsetDateTime markedAt,
            boolean backfilled,
            UUID scanId) {
        static PointView of(MeasurementPoint point) {
            return new PointView(
                    point.dataTime(),
                    point.group().isEmpty() ? null : point.group(),
                    point.value(),
                    point.raw(),
                    point.verdict(),
                    point.reason(),
                    point.missingPoints(),
                    point.expected(),
                    point.lower(),
                    point.upper(),
                    point.score(),
                    point.direction(),
                    point.alert(),
                    point.sensitivity(),
                    point.schemaChanges(),
                    point.mark(),
                    point.markedBy(),
                    point.markedAt(),
                    point.backfilled(),
                    point.scanId());
        }
    }

    private void results(RoutingContext request) {
        Filter filter = new Filter(
                Bodies.query(request, "group"),
                Bodies.queryTime(request, "from"),
                Bodies.queryTime(request, "until"));
        monitoring
                .measurements()
                .page(KeyGuard.caller(request).organisation(), Bodies.pathId(request), filter, Page.asked(request))
                .onComplete(page -> Answers.ok(request, Page.of(page, PointView::of)), request::fail);
    }

    /// @param points data times
    /// @param mark `expected`, `anomaly`, or `none` to take back what was said
    @JsonIgnoreProperties(ignoreUnknown = true)
    record FeedbackBody(List<Instant> points, @Nullable String group, String mark) {}

    private void feedback(RoutingContext request) {
        FeedbackBody body = Bodies.read(request, FeedbackBody.class);
        Caller caller = KeyGuard.caller(request);
        monitoring
                .feedback()
                .give(
                        caller.organisation(),
                        caller.keyId(),
                        Bodies.pathId(request),
                        Optional.ofNullable(body.group()).orElse(""),
                        body.points(),
                        mark(body.mark()))
                .onComplete(_ -> Answers.noContent(request), request::fail);
    }

    private static Optional<Mark> mark(String word) {
        return switch (word) {
            case "expected" -> Optional.of(Mark.expected);
            case "anomaly" -> Optional.of(Mark.anomaly);
            case "none" -> Optional.empty();
            default -> throw Refused.invalid("feedback.mark", "The member mark must be expected, anomaly or none.");
        };
    }
}
