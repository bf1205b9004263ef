package io.seltzer.cli;

import io.seltzer.monitor.MonitorMetric;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.Diagnostics.AnomalyDetection;
import io.seltzer.protocol.results.Diagnostics.SchemaChanges;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Verdicts on monitors for the terminal.
final class MonitorTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final ZoneId zone;
    private final TextTable table = new TextTable("Verdict", "Monitor", "Data of", "Value", "Expected");

    /// @param zone in which times are told
    MonitorTable(ZoneId zone) {
        this.zone = zone;
    }

    void add(CheckResult check) {
        if (check.diagnostics().v4() instanceof AnomalyDetection verdict) {
            String unit = MonitorMetric.of(check.checkType())
                    .map(metric -> metric.kind().unit())
                    .orElse("");
            Number value = check.diagnostics().value();
            table.row(
                    verdict(verdict),
                    check.name() + (verdict.group() == null ? "" : " [" + verdict.group() + "]"),
                    TIME.format(Objects.requireNonNullElse(check.scanTime(), Instant.EPOCH).atZone(zone)),
                    value == null ? "-" : number(value.doubleValue(), unit),
                    verdict.schema() == null ? range(verdict, unit) : changes(verdict.schema()));
        }
    }

    String render() {
        return table.render("");
    }

    private static String verdict(AnomalyDetection verdict) {
        return switch (verdict.verdict()) {
            case anomaly, expected -> verdict.verdict().name();
            case continuing -> Verdict.anomaly + ", continuing";
            case unknown -> "unknown (" + reason(verdict) + ")";
        };
    }

    private static String reason(AnomalyDetection verdict) {
        return verdict.missingPoints() == null
                ? Objects.requireNonNullElse(verdict.reason(), "")
                : verdict.reason() + ", " + verdict.missingPoints() + " more";
    }

    private static String range(AnomalyDetection verdict, String unit) {
        Double lower = verdict.lower();
        Double upper = verdict.upper();
        if (lower == null && upper == null) {
            return "-";
        }
        return lower == null
                ? "up to " + number(upper, unit)
                : upper == null ? "from " + number(lower, unit) : number(lower, "") + " to " + number(upper, unit);
    }

    private static String changes(SchemaChanges changes) {
        List<String> words = new ArrayList<>();
        changes.added().forEach(column -> words.add("added " + column.name()));
        changes.removed().forEach(column -> words.add("removed " + column.name()));
        changes.retyped().forEach(column -> words.add(column.name() + " from " + column.from() + " to " + column.to()));
        return words.isEmpty() ? "no changes" : String.join("; ", words);
    }

    /// About four digits, as many before the point as it takes.
    private static String number(@Nullable Double value, String unit) {
        double of = Objects.requireNonNull(value);
        double size = Math.abs(of);
        String text = of == Math.rint(of) && size < 1e15
                ? String.format(Locale.ROOT, "%.0f", of)
                : size >= 1e15 || size < 1e-3 ? String.format(Locale.ROOT, "%.3e", of)
                : String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.4f", of);
        return unit.isEmpty() ? text : text + " " + unit;
    }
}
