package io.seltzer.cloud.web;

import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What was read about a series, and the page it makes.
///
/// @param points oldest first
/// @param more whether there are older ones
/// @param changes oldest first
record MonitorReading(
        Monitor monitor,
        DatasetName dataset,
        Schedule schedule,
        String group,
        List<MonitorView.Group> groups,
        List<MonitorPoint> points,
        boolean more,
        List<MonitorChange> changes) {

    MonitorView view(MonitorRequest request, Optional<SettingsForm> refused) {
        MonitorMetric metric = monitor.metric();
        List<Slot> slots = Slot.of(points, schedule);
        Window window = Window.of(request, slots, schedule);
        int selected = selected(request, slots, window);
        List<Integer> effects = effects(slots);
        List<Integer> found = IntStream.rangeClosed(window.from(), window.to())
                .filter(index -> isWanted(slots.get(index), request.verdict()))
                .boxed()
                .toList()
                .reversed();
        List<MeasurementRow> rows = found.stream()
                .skip(Paging.offset(request.page()))
                .limit(Paging.SIZE)
                .map(index -> row(slots.get(index), index == selected, changesAt(effects, index)))
                .toList();
        String summary = summary(slots, window);
        String period = window.size() == 0
                ? ""
                : schedule.dataOf(slots.get(window.from()).time()) + " to "
                        + schedule.dataOf(slots.get(window.to()).time());
        return new MonitorView(
                request,
                monitor.name(),
                verdict(),
                MetricWords.of(metric),
                Optional.ofNullable(monitor.column()),
                dataset,
                schedule,
                metric.subject() != MonitorMetric.Subject.CATALOG && schedule.partitionColumn().isPresent(),
                group,
                groups,
                period,
                summary,
                window.size() == 0 ? "" : schedule.label(slots.get(window.from()).time()),
                window.size() == 0 ? "" : schedule.label(slots.get(window.to()).time()),
                slots.isEmpty(),
                plot(slots, window, selected, effects).json(),
                monitor.name() + " with expected range, " + period + ": " + summary,
                more ? Optional.of(points.getFirst().time()) : Optional.empty(),
                request.until().isEmpty() ? changesAt(effects, slots.size()) : List.of(),
                rows,
                new Paging(request.path(), request.ofTable(), request.page(), found.size()),
                selected < 0 ? Optional.empty() : Optional.of(PointReading.of(slots.get(selected), metric, schedule)),
                metric == MonitorMetric.SCHEMA_CHANGES
                        ? Optional.empty()
                        : Optional.of(refused.orElseGet(() -> SettingsForm.of(monitor.detection()))),
                Figures.decimal(BigDecimal.valueOf(monitor.detection().sensitivity())),
                metric.kind().unit());
    }

    private Verdict verdict() {
        if (points.isEmpty()) {
            return Verdict.NOT_MEASURED;
        }
        MonitorPoint newest = points.getLast();
        Verdict words = newest.words();
        return newest.isOutside()
                ? new Verdict(words.kind(), words.icon(), words.text() + " on " + schedule.dataOf(newest.time()))
                : words;
    }

    private static String summary(List<Slot> slots, Window window) {
        List<Slot> shown = slots.subList(window.from(), window.from() + window.size());
        long anomalies = shown.stream().filter(Slot::isOutside).count();
        long measured = shown.stream().filter(slot -> slot.point().isPresent()).count();
        return Figures.of(anomalies, "anomaly", "anomalies") + " in "
                + Figures.of(measured, "measurement", "measurements");
    }

    private static boolean isWanted(Slot slot, String verdict) {
        return switch (verdict) {
            case "anomaly" -> slot.isOutside();
            case "unknown" -> slot.point().filter(point -> point.value() != null).isEmpty()
                    || slot.look().equals("unknown");
            default -> true;
        };
    }

    /// Index of the point that was asked for, else of the newest measured one; -1 when there is none.
    private static int selected(MonitorRequest request, List<Slot> slots, Window window) {
        int newest = -1;
        for (int index = window.from(); index <= window.to(); index++) {
            if (request.at().filter(slots.get(index).time()::equals).isPresent()) {
                return index;
            }
            if (slots.get(index).point().isPresent()) {
                newest = index;
            }
        }
        return newest;
    }

    /// For each change the index of the first point that was decided after it.
    private List<Integer> effects(List<Slot> slots) {
        List<Integer> effects = new ArrayList<>();
        for (MonitorChange change : changes) {
            int index = 0;
            while (index < slots.size() && !isDecidedAfter(slots.get(index), change.time())) {
                index++;
            }
            effects.add(index);
        }
        return effects;
    }

    private static boolean isDecidedAfter(Slot slot, Instant time) {
        return slot.point().filter(point -> point.scanned().isAfter(time)).isPresent();
    }

    private List<MonitorChange> changesAt(List<Integer> effects, int index) {
        return IntStream.range(0, changes.size())
                .filter(change -> effects.get(change) == index)
                .mapToObj(changes::get)
                .toList()
                .reversed();
    }

    private MeasurementRow row(Slot slot, boolean selected, List<MonitorChange> at) {
        @Nullable MonitorPoint point = slot.point().orElse(null);
        MonitorMetric metric = monitor.metric();
        return new MeasurementRow(
                slot.time(),
                schedule.label(slot.time()),
                schedule.dataOf(slot.time()),
                slot.words(),
                MetricFigures.value(metric, point == null ? null : point.value()),
                point == null ? "–" : MetricFigures.range(metric, point.lower(), point.upper()),
                slot.point().flatMap(there -> Mark.of(there, schedule)),
                point != null && point.value() != null,
                point != null && point.isOutside() && point.mark() == null,
                selected,
                point != null && point.backfilled(),
                at);
    }

    private Plot plot(List<Slot> slots, Window window, int selected, List<Integer> effects) {
        MonitorMetric metric = monitor.metric();
        Detection detection = monitor.detection();
        List<Plot.Change> marks = IntStream.range(0, changes.size())
                .mapToObj(change -> new Plot.Change(effects.get(change), changes.get(change).what()))
                .toList();
        return new Plot(
                metric.kind().unit(),
                metric.kind().lower() == 0,
                window.from(),
                window.to(),
                selected < 0 ? null : selected,
                detection.sensitivity(),
                detection.side(),
                detection.minimum(),
                detection.maximum(),
                Plot.finite(metric.kind().lower()),
                Plot.finite(metric.kind().upper()),
                slots.stream().map(slot -> Plot.Dot.of(slot, metric, schedule)).toList(),
                marks);
    }
}
