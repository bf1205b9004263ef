package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.seltzer.cloud.store.Refused;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Detection.Exclusion;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.monitor.MonitorMetric.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Monitors as bodies of requests describe them, and what is wrong with them.
final class MonitorBodies {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SQL = 100_000;

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
        return checked(kind, new Monitor(
                UUID.randomUUID(),
                body.name() == null ? usualName(body) : body.name(),
                body.metric() == null && kind == Kind.SQL ? MonitorMetric.CUSTOM_SQL : metric(kind, body.metric()),
                body.column(),
                grouping(body.grouping()),
                body.sql(),
                body.detection() == null ? Detection.DEFAULT : detection(body.detection())));
    }

    static Monitor changed(Kind kind, Monitor before, Body body) {
        return checked(kind, new Monitor(
                before.id(),
                body.name() == null ? before.name() : body.name(),
                body.metric() == null ? before.metric() : metric(kind, body.metric()),
                body.column() == null ? before.column() : body.column(),
                body.grouping() == null ? before.grouping() : grouping(body.grouping()),
                body.sql() == null ? before.sql() : body.sql(),
                body.detection() == null ? before.detection() : detection(body.detection())));
    }

    private static String usualName(Body body) {
        String metric = Optional.ofNullable(body.metric()).orElse("query").replace('_', ' ');
        return body.column() == null ? metric : metric + " of " + body.column();
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
        must(isName(monitor.name(), LONGEST_NAME), "name", "must have 1 to " + LONGEST_NAME + " characters");
        if (kind == Kind.COLUMN) {
            must(monitor.column() != null && !monitor.column().isBlank(), "column", "is missing");
        } else {
            must(monitor.column() == null, "column", "must be left out for this metric");
        }
        if (kind == Kind.SQL) {
            must(monitor.sql() != null && isName(monitor.sql(), LONGEST_SQL), "sql", "must be a query whose first cell is the value");
            must(monitor.grouping() == null, "grouping", "must be left out for a query");
        } else {
            must(monitor.sql() == null, "sql", "must be left out for this metric");
        }
        must(
                monitor.grouping() == null || monitor.metric().subject() != Subject.CATALOG,
                "grouping",
                "must be left out for what the database notes of the whole table");
        must(monitor.grouping() == null || !monitor.grouping().column().isBlank(), "grouping.column", "is missing");
        check(monitor.detection());
        return monitor;
    }

    private static void check(Detection detection) {
        must(
                detection.sensitivity() >= Detection.NARROWEST && detection.sensitivity() <= Detection.WIDEST,
                "detection.sensitivity",
                "must be a number from " + Detection.NARROWEST + " to " + Detection.WIDEST);
        must(isFinite(detection.minimum()), "detection.minimum", "must be a number");
        must(isFinite(detection.maximum()), "detection.maximum", "must be a number");
        must(
                detection.minimum() == null || detection.maximum() == null || detection.minimum() < detection.maximum(),
                "detection.minimum",
                "must be less than the maximum");
        for (Exclusion exclusion : detection.exclusions()) {
            must(
                    isFinite(exclusion.from())
                            && isFinite(exclusion.to())
                            && (exclusion.from() != null || exclusion.to() != null)
                            && (exclusion.from() == null
                                    || exclusion.to() == null
                                    || exclusion.from() <= exclusion.to()),
                    "detection.exclusions",
                    "must be ranges with from, to, or both in order");
        }
    }

    private static boolean isFinite(@Nullable Double number) {
        return number == null || Double.isFinite(number);
    }

    private static boolean isName(String text, int longest) {
        return !text.isBlank() && text.length() <= longest;
    }

    private static void must(boolean holds, String member, String what) {
        if (!holds) {
            throw invalid(member, what);
        }
    }

    private static Refused invalid(String member, String what) {
        return Refused.invalid("monitor.invalid", "The member " + member + " " + what + ".");
    }
}
