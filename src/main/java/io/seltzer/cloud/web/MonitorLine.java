package io.seltzer.cloud.web;

import io.seltzer.monitor.Monitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A monitor in a list, with its newest point; of a grouped one, the group that needs a person most.
///
/// @param group name or fingerprint; empty for a monitor without groups
/// @param dataOf which data the newest point is of; empty before the first
/// @param trouble whether a person should look at it
public record MonitorLine(
        UUID id,
        String name,
        String meaning,
        Optional<String> column,
        String group,
        DatasetName dataset,
        Verdict verdict,
        String value,
        String expected,
        Optional<String> dataOf,
        boolean trouble,
        Spark spark) {

    /// @param points of the series, oldest first
    static MonitorLine of(
            Monitor monitor, DatasetName dataset, Schedule schedule, String group, List<MonitorPoint> points) {
        Optional<MonitorPoint> newest = points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
        return new MonitorLine(
                monitor.id(),
                monitor.name(),
                MetricWords.of(monitor.metric()),
                Optional.ofNullable(monitor.column()),
                group,
                dataset,
                newest.map(MonitorPoint::words).orElse(Verdict.NOT_MEASURED),
                newest.map(point -> MetricFigures.value(monitor.metric(), point.value())).orElse("–"),
                newest.map(point -> MetricFigures.range(monitor.metric(), point.lower(), point.upper())).orElse("–"),
                newest.map(point -> schedule.dataOf(point.time())),
                newest.filter(MonitorPoint::isOutside).isPresent(),
                Spark.of(points));
    }

    public String path() {
        return group.isEmpty()
                ? "/monitors/" + id
                : "/monitors/" + id + "?group=" + URLEncoder.encode(group, StandardCharsets.UTF_8);
    }
}
