package io.seltzer.detection;

import io.seltzer.contract.DatasetName;
import io.seltzer.monitor.Monitor;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.AnomalyDetection;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.seltzer.protocol.results.ScanResults.DataSourceProperties;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import io.seltzer.protocol.results.ScanResults.IngestionMode;
import io.seltzer.protocol.results.ScanResults.MetricValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Judgements as the wire's result message: a check of type `anomalyDetection` and a metric for each point
/// (cloud-protocol §10).
final class MonitorResults {
    private static final String DEFINITION = "metric monitoring";
    private static final String UNSAID = "";
    /// The detector knows no data sources; the control plane does.
    private static final String UNKNOWN = "unknown";

    private final List<CheckResult> checks = new ArrayList<>();
    private final List<MetricValue> metrics = new ArrayList<>();

    void add(Memory memory, Judgement judgement) {
        Monitor monitor = memory.monitor();
        SeriesKey key = SeriesKey.of(memory);
        DatasetName dataset = DatasetName.parse(memory.dataset())
                .orElseThrow(() -> new IllegalArgumentException("a dataset's name has a source and a table"));
        metrics.add(new MetricValue(
                key.identity(), monitor.metric().key(), memory.dataset(), monitor.column(), judgement.time(),
                number(judgement.value())));
        checks.add(new CheckResult(
                new CheckResult.Identities(monitor.id().toString()),
                "monitors." + key.identity(),
                monitor.name(),
                CheckResult.ANOMALY_DETECTION,
                monitor.metric().key(),
                UNSAID,
                List.of(),
                new CheckResult.Location(UNSAID, 0, 0),
                dataset.source(),
                dataset.table(),
                dataset.prefixes(),
                monitor.column(),
                outcome(judgement),
                CheckResult.MONITORING_SOURCE,
                diagnostics(judgement, memory.group()),
                List.of(key.identity()),
                judgement.time()));
    }

    boolean isEmpty() {
        return checks.isEmpty();
    }

    /// Partial: nothing is said of other monitors.
    ScanResults document(Map<String, List<ColumnMetadata>> schemas, Instant now) {
        return new ScanResults(
                ScanResults.TYPE,
                null,
                DEFINITION,
                checks.isEmpty() ? UNKNOWN : checks.getFirst().dataSource(),
                new DataSourceProperties(UNKNOWN),
                now,
                now,
                now,
                false,
                false,
                checks.stream().anyMatch(check -> check.outcome() == Outcome.fail),
                checks,
                List.of(),
                ScanResults.SOURCE_OWNER,
                null,
                List.of(),
                IngestionMode.partial,
                List.of(),
                ScanResults.VERSION,
                schemas.entrySet().stream()
                        .map(schema -> new DatasetMetadata(schema.getKey(), schema.getValue()))
                        .toList(),
                null,
                metrics);
    }

    private static Outcome outcome(Judgement judgement) {
        return switch (judgement.verdict()) {
            case unknown -> Outcome.unevaluated;
            case expected -> Outcome.pass;
            case anomaly -> Outcome.fail;
            case continuing -> Outcome.warn;
        };
    }

    private static Diagnostics diagnostics(Judgement judgement, @Nullable String group) {
        OptionalDouble value = judgement.value();
        boolean finite = value.isPresent() && Double.isFinite(value.getAsDouble());
        return new Diagnostics(
                finite ? BigDecimal.valueOf(value.getAsDouble()) : null,
                null,
                null,
                new AnomalyDetection(
                        judgement.verdict(),
                        judgement.reason().orElse(null),
                        number(judgement.missingPoints()),
                        number(judgement.expected()),
                        number(judgement.lower()),
                        number(judgement.upper()),
                        judgement.score(),
                        judgement.direction(),
                        judgement.alert(),
                        number(judgement.raw()),
                        group,
                        judgement.sensitivity(),
                        judgement.schema().orElse(null)),
                null);
    }

    private static @Nullable Double number(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static @Nullable Integer number(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
