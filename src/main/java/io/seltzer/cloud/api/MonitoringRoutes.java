package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.DatasetMonitoring.Found;
import io.seltzer.cloud.store.Monitoring;
import io.seltzer.cloud.store.MonitoringSettings;
import io.seltzer.cloud.store.Refused;
import io.seltzer.cloud.store.WatchedMonitor;
import io.seltzer.monitor.Cadence;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/datasets/{id}/metricMonitoring`
final class MonitoringRoutes {
    private static final String BASE = "/datasets/:id/metricMonitoring";

    private final Monitoring monitoring;
    private final Links links;

    MonitoringRoutes(Monitoring monitoring, Links links) {
        this.monitoring = monitoring;
        this.links = links;
    }

    void mount(RestRoutes.Mount mount) {
        mount.at(HttpMethod.GET, BASE, this::show);
        mount.at(HttpMethod.POST, BASE, this::set);
        mount.at(HttpMethod.POST, BASE + "/run", this::run);
        mount.at(HttpMethod.POST, BASE + "/historicalMetricCollection", this::backfill);
    }

    /// Members that are absent stay as they are; at first monitoring is on, daily, in UTC, without a partition column.
    ///
    /// @param partitionColumn empty for none
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Settings(
            @Nullable Boolean enabled,
            @Nullable String cadence,
            @Nullable String timeZone,
            @Nullable String partitionColumn) {}

    /// @param from in the oldest partition
    /// @param until the newest partition is over by then
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Past(@Nullable Instant from, @Nullable Instant until) {}

    /// @param nextDue when the next scan is queued, unless monitoring is off
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID datasetId,
            String datasetQualifiedName,
            boolean enabled,
            @Nullable Cadence cadence,
            @Nullable String timeZone,
            @Nullable String partitionColumn,
            @Nullable OffsetDateTime nextDue,
            List<MonitorView> monitors) {
        static View of(Found found, List<WatchedMonitor> monitors) {
            Optional<MonitoringSettings> settings = found.settings();
            return new View(
                    found.dataset(),
                    found.datasetName(),
                    settings.filter(MonitoringSettings::enabled).isPresent(),
                    settings.map(MonitoringSettings::cadence).orElse(null),
                    settings.map(known -> known.timeZone().getId()).orElse(null),
                    settings.map(MonitoringSettings::partitionColumn).orElse(null),
                    settings.filter(MonitoringSettings::enabled).isPresent()
                            ? found.nextDue().orElse(null)
                            : null,
                    monitors.stream().map(MonitorView::of).toList());
        }
    }

    private void show(RoutingContext request) {
        UUID organisation = KeyGuard.caller(request).organisation();
        answer(request, monitoring.datasets().find(organisation, Bodies.pathId(request)));
    }

    private void set(RoutingContext request) {
        Settings body = Bodies.read(request, Settings.class);
        Caller caller = KeyGuard.caller(request);
        UUID dataset = Bodies.pathId(request);
        answer(
                request,
                monitoring
                        .datasets()
                        .find(caller.organisation(), dataset)
                        .compose(found -> monitoring
                                .datasets()
                                .set(caller.organisation(), caller.keyId(), dataset, settings(found, body))));
    }

    private void answer(RoutingContext request, Future<Found> dataset) {
        UUID organisation = KeyGuard.caller(request).organisation();
        dataset.compose(found -> monitoring
                        .monitors()
                        .list(organisation, found.dataset())
                        .map(monitors -> View.of(found, monitors)))
                .onComplete(view -> Answers.ok(request, view), request::fail);
    }

    private static MonitoringSettings settings(Found found, Settings body) {
        MonitoringSettings before = found.settings()
                .orElse(new MonitoringSettings(true, Cadence.DAILY, ZoneId.of("UTC"), null));
        return new MonitoringSettings(
                body.enabled() == null ? before.enabled() : body.enabled(),
                body.cadence() == null ? before.cadence() : cadence(body.cadence()),
                body.timeZone() == null ? before.timeZone() : zone(body.timeZone()),
                body.partitionColumn() == null ? before.partitionColumn() : column(body.partitionColumn()));
    }

    private static Cadence cadence(String key) {
        return Cadence.of(key)
                .orElseThrow(() -> Refused.invalid(
                        "monitoring.invalid",
                        "The member cadence must be one of "
                                + Arrays.stream(Cadence.values()).map(Cadence::key).collect(Collectors.joining(", "))
                                + "."));
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException noZone) {
            throw Refused.invalid(
                    "monitoring.invalid", "The member timeZone must name a time zone, such as Europe/Berlin or UTC.");
        }
    }

    private static @Nullable String column(String name) {
        return name.isBlank() ? null : name;
    }

    private void run(RoutingContext request) {
        created(request, monitoring.scans().run(KeyGuard.caller(request).organisation(), Bodies.pathId(request)));
    }

    private void backfill(RoutingContext request) {
        Past body = request.body().length() <= 0 ? new Past(null, null) : Bodies.read(request, Past.class);
        created(
                request,
                monitoring
                        .scans()
                        .backfill(
                                KeyGuard.caller(request).organisation(),
                                Bodies.pathId(request),
                                Optional.ofNullable(body.from()),
                                Optional.ofNullable(body.until())));
    }

    private void created(RoutingContext request, Future<UUID> queued) {
        queued.onComplete(
                scan -> {
                    request.response()
                            .putHeader("location", links.of(request.request()).scanStatus(scan))
                            .putHeader("x-soda-scan-id", scan.toString());
                    Answers.json(request, Answers.CREATED, Map.of("scanId", scan));
                },
                request::fail);
    }
}
