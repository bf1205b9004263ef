package io.seltzer.cloud.web;

import io.seltzer.monitor.MonitorMetric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// All about one point.
///
/// @param distance how far outside of the bounds; empty when it is not
/// @param scanned when, in the zone of the monitor
/// @param scanPath empty where there was no scan
/// @param explanation why there is no verdict, or not the one that the range suggests; may be empty
public record PointReading(
        String dataOf,
        Verdict verdict,
        String value,
        String expected,
        String middle,
        Optional<String> distance,
        Optional<String> scanned,
        Optional<String> scanPath,
        String sensitivity,
        String explanation,
        boolean backfilled,
        Optional<Mark> mark,
        List<String> schemaChanges) {
    private static final double HIGHEST_SCORE = 50;
    private static final String NEW_USUAL = "Outside of the range, and no anomaly: values like it came before, so the monitor"
            + " takes it for a level it knows, a new one, or a changed season.";

    static PointReading of(Slot slot, MonitorMetric metric, Schedule schedule) {
        if (slot.point().isEmpty()) {
            return new PointReading(
                    schedule.dataOf(slot.time()), Verdict.NO_SCAN, "–", "–", "–", Optional.empty(), Optional.empty(),
                    Optional.empty(), "", "The dataset was not scanned at this time.", false, Optional.empty(), List.of());
        }
        MonitorPoint point = slot.point().get();
        return new PointReading(
                schedule.dataOf(point.time()),
                point.words(),
                MetricFigures.value(metric, point.value()),
                MetricFigures.range(metric, point.lower(), point.upper()),
                MetricFigures.value(metric, point.expected()),
                point.isOutside() ? Optional.of(distance(point.score())) : Optional.empty(),
                Optional.of(schedule.minute(point.scanned())),
                Optional.of("/scans/" + point.scan()),
                Figures.decimal(BigDecimal.valueOf(point.sensitivity())),
                point.isNewUsual() ? NEW_USUAL : Verdict.explanation(point.reason()),
                point.backfilled(),
                Mark.of(point, schedule),
                SchemaCard.words(point.changes()));
    }

    private static String distance(double score) {
        return score >= HIGHEST_SCORE
                ? "more than " + Figures.with(Figures.count((long) HIGHEST_SCORE), "times the bound")
                : Figures.with(Figures.decimal(BigDecimal.valueOf(score)), "times the bound");
    }
}
