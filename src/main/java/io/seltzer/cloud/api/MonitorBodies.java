package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.seltzer.cloud.store.Refused;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Detection.Exclusion;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorFault;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.monitor.MonitorNames;
import io.seltzer.monitor.MonitorRules;
import io.seltzer.yaml.SqlText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Monitors as bodies of requests describe them, and what is wrong with them.
final class MonitorBodies {
    private MonitorBodies() {}

    /// The three kinds of monitors, by what they look at.
    enum Kind {
        COLUMN("columnMetricMonitors"),
        DATASET("datasetMetricMonitors"),
        SQL("customSqlMonitors");

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }

        private boolean holds(MonitorMetric metric) {
            return switch (metric.subject()) {
                case COLUMN -> this == COLUMN;
                case CATALOG, DATASET -> this == DATASET;
                case DATASET_OR_COLUMN -> this != SQL;
                case QUERY -> this == SQL;
            };
        }

        boolean holds(Monitor monitor) {
            return holds(monitor.metric()) && (this == COLUMN) == (monitor.column() != null);
        }

        private String metrics() {
            return Arrays.stream(MonitorMetric.values())
                    .filter(this::holds)
                    .map(MonitorMetric::key)
                    .collect(Collectors.joining(", "));
        }
    }

    /// Members that are absent stay as they are, or are as they usually are.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Body(
            @Nullable String name,
            @Nullable String metric,
            @Nullable String column,
            @Nullable GroupingBody grouping,
            @Nullable String sql,
            @Nullable DetectionBody detection) {}

    /// @param column empty for no groups
    @JsonIgnoreProperties(ignoreUnknown = true)
    record GroupingBody(String column, @Nullable List<String> excluded, @Nullable Boolean named) {}

    /// As a whole: what is absent is as usual.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record DetectionBody(
            @Nullable Double sensitivity,
            Detection.@Nullable Side side,
            @Nullable Double minimum,
            @Nullable Double maximum,
            @Nullable List<Exclusion> exclusions) {}

    static Monitor created(Kind kind, Body body) {
        MonitorMetric metric = body.metric() == null && kind == Kind.SQL
                ? MonitorMetric.CUSTOM_SQL
                : metric(kind, body.metric());
        Grouping grouping = grouping(body.grouping());
        return checked(kind, new Monitor(
                UUID.randomUUID(),
                body.name() == null
                        ? MonitorNames.of(metric, body.column(), grouping == null ? null : grouping.column())
                        : body.name(),
                metric,
                body.column(),
                grouping,
                body.sql() == null ? null : SqlText.of(body.sql()),
                body.detection() == null ? Detection.DEFAULT : detection(body.detection())));
    }

    static Monitor changed(Kind kind, Monitor before, Body body) {
        return checked(kind, new Monitor(
                before.id(),
                body.name() == null ? before.name() : body.name(),
                body.metric() == null ? before.metric() : metric(kind, body.metric()),
                body.column() == null ? before.column() : body.column(),
                body.grouping() == null ? before.grouping() : grouping(body.grouping()),
                body.sql() == null ? before.sql() : SqlText.of(body.sql()),
                body.detection() == null ? before.detection() : detection(body.detection())));
    }

    private static MonitorMetric metric(Kind kind, @Nullable String key) {
        return Optional.ofNullable(key)
                .flatMap(MonitorMetric::of)
                .filter(kind::holds)
                .orElseThrow(() -> invalid("metric", "must be one of " + kind.metrics()));
    }

    private static @Nullable Grouping grouping(@Nullable GroupingBody body) {
        return body == null || body.column().isEmpty()
                ? null
                : new Grouping(
                        body.column(),
                        Optional.ofNullable(body.excluded()).orElse(List.of()),
                        Boolean.TRUE.equals(body.named()));
    }

    private static Detection detection(DetectionBody body) {
        return new Detection(
                Optional.ofNullable(body.sensitivity()).orElse(Detection.DEFAULT.sensitivity()),
                Optional.ofNullable(body.side()).orElse(Detection.DEFAULT.side()),
                body.minimum(),
                body.maximum(),
                Optional.ofNullable(body.exclusions()).orElse(List.of()));
    }

    private static Monitor checked(Kind kind, Monitor monitor) {
        if (!kind.holds(monitor)) {
            throw invalid("column", monitor.column() == null ? "is missing" : "must be left out here");
        }
        List<MonitorFault> faults = MonitorRules.faults(monitor);
        if (!faults.isEmpty()) {
            throw Refused.invalid(
                    faults.getFirst().code(),
                    faults.stream().map(MonitorBodies::sentence).collect(Collectors.joining("\n")));
        }
        return monitor;
    }

    /// Files call some members by other names.
    private static String sentence(MonitorFault fault) {
        String member = switch (fault.member()) {
            case "query" -> "sql";
            case "group_by" -> "grouping";
            case "sensitivity" -> "detection.sensitivity";
            case "valid_range" -> "detection.minimum, detection.maximum";
            case "exclude" -> "detection.exclusions";
            case String other -> other;
        };
        return "The member " + member + " cannot be like this: " + fault.message();
    }

    private static Refused invalid(String member, String what) {
        return Refused.invalid("monitor.invalid", "The member " + member + " " + what + ".");
    }
}
