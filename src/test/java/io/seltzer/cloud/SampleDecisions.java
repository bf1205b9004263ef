package io.seltzer.cloud;

import io.seltzer.protocol.monitoring.Decided.SeriesState;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.CheckResult.Identities;
import io.seltzer.protocol.results.CheckResult.Location;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.AnomalyDetection;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.protocol.results.ScanResults.DataSourceProperties;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import io.seltzer.protocol.results.ScanResults.IngestionMode;
import io.seltzer.protocol.results.ScanResults.MetricValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Verdicts as agents send them.
public final class SampleDecisions {
    private static final Instant TIME = Instant.parse("2026-05-04T08:00:00Z");

    private SampleDecisions() {}

    /// A point of a series with its verdict.
    ///
    /// @param reason of an unknown verdict
    public record Point(
            UUID monitor,
            @Nullable String group,
            Instant dataTime,
            @Nullable Double value,
            @Nullable Double raw,
            Verdict verdict,
            @Nullable String reason) {
        public static Point of(UUID monitor, String dataTime, double value, Verdict verdict) {
            return new Point(monitor, null, Instant.parse(dataTime), value, null, verdict, null);
        }

        public Point ofGroup(String name) {
            return new Point(monitor, name, dataTime, value, raw, verdict, reason);
        }

        public Point withRaw(double measured) {
            return new Point(monitor, group, dataTime, value, measured, verdict, reason);
        }

        public Point because(String why) {
            return new Point(monitor, group, dataTime, value, raw, Verdict.unknown, why);
        }

        public Point gap(String why) {
            return new Point(monitor, group, dataTime, null, null, Verdict.unknown, why);
        }

        private String identity() {
            return group == null ? monitor.toString() : monitor + "/" + group;
        }
    }

    public static ScanResults of(UUID scan, Point... points) {
        return of(scan, List.of(points), null);
    }

    public static ScanResults of(UUID scan, List<Point> points, @Nullable List<DatasetMetadata> schemas) {
        return new ScanResults(
                ScanResults.TYPE,
                scan.toString(),
                "monitors of shopdb",
                "shopdb",
                new DataSourceProperties("postgres"),
                TIME,
                TIME,
                TIME.plusSeconds(2),
                false,
                false,
                false,
                points.stream().map(SampleDecisions::check).toList(),
                List.of(),
                ScanResults.SOURCE_OWNER,
                null,
                List.of(),
                IngestionMode.partial,
                List.of(),
                ScanResults.VERSION,
                schemas,
                null,
                points.stream()
                        .map(point -> new MetricValue(
                                point.identity(), "count", TestOrganisation.DATASET, null, point.dataTime(), point.value()))
                        .toList());
    }

    private static CheckResult check(Point point) {
        Double value = point.value();
        BigDecimal number = value == null || value.isInfinite() ? null : BigDecimal.valueOf(value);
        boolean isJudged = point.verdict() != Verdict.unknown;
        return new CheckResult(
                new Identities(point.monitor().toString()),
                "monitors." + point.identity().replace('/', '.'),
                "Values of email",
                CheckResult.ANOMALY_DETECTION,
                "count",
                "",
                List.of(),
                new Location("", 0, 0),
                "shopdb",
                "orders",
                List.of("prod", "public"),
                null,
                outcome(point.verdict()),
                CheckResult.MONITORING_SOURCE,
                new Diagnostics(
                        number,
                        null,
                        null,
                        new AnomalyDetection(
                                point.verdict(),
                                point.reason(),
                                "training".equals(point.reason()) ? 4 : null,
                                isJudged ? 10.0 : null,
                                isJudged ? 8.0 : null,
                                isJudged ? 12.0 : null,
                                isJudged ? 1.5 : 0,
                                point.verdict() == Verdict.anomaly ? 1 : 0,
                                point.verdict() == Verdict.anomaly,
                                point.raw(),
                                point.group(),
                                3,
                                null),
                        null),
                List.of(point.identity()),
                point.dataTime());
    }

    private static Outcome outcome(Verdict verdict) {
        return switch (verdict) {
            case unknown -> Outcome.unevaluated;
            case expected -> Outcome.pass;
            case anomaly -> Outcome.fail;
            case continuing -> Outcome.warn;
        };
    }

    public static SeriesState state(UUID monitor, long generation, String time, String state) {
        return new SeriesState(
                monitor, null, generation, Instant.parse(time), state.getBytes(StandardCharsets.UTF_8));
    }

    public static String text(byte @Nullable [] state) {
        return Optional.ofNullable(state).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("none");
    }
}
