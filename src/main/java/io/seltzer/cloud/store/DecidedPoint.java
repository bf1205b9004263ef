package io.seltzer.cloud.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.AnomalyDetection;
import io.seltzer.protocol.results.Diagnostics.SchemaChanges;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.protocol.results.ScanResults.MetricValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A point of a series as the table has it; the names are those of the columns.
///
/// @param mark `excluded`, or absent
record DecidedPoint(
        @JsonProperty("monitor_id") UUID monitor,
        @JsonProperty("group_key") String group,
        @JsonProperty("data_time") Instant dataTime,
        @JsonProperty("value") @Nullable Double value,
        @JsonProperty("raw") @Nullable Double raw,
        @JsonProperty("verdict") String verdict,
        @JsonProperty("reason") @Nullable String reason,
        @JsonProperty("missing_points") @Nullable Integer missingPoints,
        @JsonProperty("expected") @Nullable Double expected,
        @JsonProperty("lower_bound") @Nullable Double lower,
        @JsonProperty("upper_bound") @Nullable Double upper,
        @JsonProperty("score") double score,
        @JsonProperty("direction") int direction,
        @JsonProperty("alert") boolean alert,
        @JsonProperty("sensitivity") double sensitivity,
        @JsonProperty("schema_changes") @Nullable SchemaChanges schemaChanges,
        @JsonProperty("mark") @Nullable String mark) {
    private static final String EXCLUDED = "excluded";

    private record Place(UUID monitor, String group, Instant dataTime) {}

    private record Measured(String identity, Instant dataTime) {}

    /// One for each check. Fails with [Refused] when a check is none of a monitor, or two are of the same point.
    static List<DecidedPoint> of(ScanResults results) {
        // A check's number may not be infinite; a metric's may.
        Map<Measured, Double> values = new HashMap<>();
        for (MetricValue metric : results.metrics()) {
            if (metric.value() != null && !metric.value().isNaN()) {
                values.put(new Measured(metric.identity(), seconds(metric.dataTime())), metric.value());
            }
        }
        List<DecidedPoint> points =
                results.checks().stream().map(check -> of(check, values)).toList();
        Set<Place> places = new HashSet<>();
        for (DecidedPoint point : points) {
            if (!places.add(new Place(point.monitor(), point.group(), point.dataTime()))) {
                throw Refused.invalid("monitoring.duplicate-point", "Two checks are about the same point of a series.");
            }
        }
        return points;
    }

    private static DecidedPoint of(CheckResult check, Map<Measured, Double> values) {
        UUID monitor = monitor(check);
        if (!check.type().equals(CheckResult.ANOMALY_DETECTION)
                || check.scanTime() == null
                || !(check.diagnostics().v4() instanceof AnomalyDetection decided)) {
            throw notOfAMonitor();
        }
        String group = decided.group() == null ? "" : decided.group();
        Instant dataTime = seconds(check.scanTime());
        return new DecidedPoint(
                monitor,
                group,
                dataTime,
                values.getOrDefault(new Measured(identity(monitor, group), dataTime), number(check.diagnostics())),
                decided.raw(),
                decided.verdict().name(),
                decided.reason(),
                decided.missingPoints(),
                decided.expected(),
                decided.lower(),
                decided.upper(),
                decided.score(),
                decided.direction(),
                decided.alert(),
                decided.sensitivity(),
                decided.schema(),
                EXCLUDED.equals(decided.reason()) ? EXCLUDED : null);
    }

    private static UUID monitor(CheckResult check) {
        try {
            return UUID.fromString(check.identities().vc1());
        } catch (IllegalArgumentException noId) {
            throw notOfAMonitor();
        }
    }

    private static Refused notOfAMonitor() {
        return Refused.invalid(
                "monitoring.not-of-a-monitor",
                "A check is none of a monitor: its identity must be the monitor's id, its type anomalyDetection, with a"
                        + " scan time and numbers of that type.");
    }

    /// `<id>`, or `<id>/<group>`.
    static String identity(UUID monitor, String group) {
        return group.isEmpty() ? monitor.toString() : monitor + "/" + group;
    }

    private static @Nullable Double number(Diagnostics diagnostics) {
        return diagnostics.value() == null ? null : diagnostics.value().doubleValue();
    }

    /// Messages carry data times to the second.
    private static Instant seconds(Instant time) {
        return StorableTime.of(time).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }
}
