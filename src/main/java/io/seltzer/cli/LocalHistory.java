package io.seltzer.cli;

import io.seltzer.cli.HistoryLine.Point;
import io.seltzer.cli.HistoryLine.Schema;
import io.seltzer.detection.Judgement;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.Decided;
import io.seltzer.protocol.monitoring.SeriesAnswer;
import io.seltzer.protocol.monitoring.SeriesAnswer.Mark;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.monitoring.SeriesQuery.Wanted;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.Diagnostics.AnomalyDetection;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import io.seltzer.protocol.results.ScanResults.MetricValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was measured of monitors so far, in a file of JSON lines. Blocking; one process at a time.
final class LocalHistory {
    private final Path file;
    private final Map<Key, TreeMap<Instant, Point>> series = new HashMap<>();
    private final Map<String, List<ColumnMetadata>> schemas = new TreeMap<>();

    private LocalHistory(Path file) {
        this.file = file;
    }

    private record Key(UUID monitor, @Nullable String group) {}

    /// A file that is not there is a history without points.
    ///
    /// @throws UserError when the file holds anything else than a history
    static LocalHistory read(Path file) {
        LocalHistory history = new LocalHistory(file);
        if (Files.exists(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                int number = 0;
                for (String line : (Iterable<String>) lines::iterator) {
                    number++;
                    history.add(parsed(line, file, number));
                }
            } catch (IOException | UncheckedIOException unreadable) {
                throw new UserError("The history " + file + " cannot be read.");
            }
        }
        return history;
    }

    private static HistoryLine parsed(String line, Path file, int number) {
        try {
            return WireJson.read(line, HistoryLine.class);
        } catch (WireJson.NotUnderstood broken) {
            throw new UserError(file + ":" + number
                    + ": no line of a history of monitors. Correct it, or name another file with --history.");
        }
    }

    private void add(HistoryLine line) {
        switch (line) {
            case Point point ->
                series.computeIfAbsent(new Key(point.monitor(), point.group()), _ -> new TreeMap<>())
                        .put(point.time(), point);
            case Schema schema -> schemas.put(schema.dataset(), schema.columns());
        }
    }

    Memory memory(MonitoredDataset dataset, Monitor monitor, Wanted wanted) {
        TreeMap<Instant, Point> points = series.getOrDefault(new Key(monitor.id(), wanted.group()), new TreeMap<>());
        Optional<Double> previous = points.headMap(wanted.from(), false).descendingMap().values().stream()
                .map(Point::raw)
                .filter(Objects::nonNull)
                .findFirst();
        List<SeriesAnswer.Point> history = points.values().stream()
                .map(point -> new SeriesAnswer.Point(
                        point.time(), point.value(), point.raw(), point.mark(), point.sensitivity()))
                .toList();
        int older = Math.max(0, history.size() - SeriesAnswer.LONGEST_HISTORY);
        return new Memory(
                monitor,
                wanted.group(),
                dataset.dataset(),
                dataset.cadence(),
                dataset.timeZone(),
                0,
                null,
                history.subList(older, history.size()),
                previous.orElse(null),
                schemas.get(dataset.dataset()));
    }

    /// A point that was measured anew replaces the one that was there, but for its mark.
    void take(Decided decided) {
        List<CheckResult> checks = decided.results().checks();
        List<MetricValue> values = decided.results().metrics();
        for (int i = 0; i < checks.size(); i++) {
            if (checks.get(i).diagnostics().v4() instanceof AnomalyDetection verdict) {
                take(UUID.fromString(checks.get(i).identities().vc1()), values.get(i), verdict);
            }
        }
        List<DatasetMetadata> seen = Objects.requireNonNullElse(decided.results().metadata(), List.of());
        seen.forEach(dataset -> add(new Schema(
                dataset.datasetQualifiedName(), Objects.requireNonNullElse(dataset.schema(), List.of()))));
    }

    private void take(UUID monitor, MetricValue value, AnomalyDetection verdict) {
        Point before = series.getOrDefault(new Key(monitor, verdict.group()), new TreeMap<>()).get(value.dataTime());
        add(new Point(
                monitor, verdict.group(), value.dataTime(), value.value(), verdict.raw(), verdict.verdict(),
                mark(verdict, before), verdict.sensitivity()));
    }

    /// Whole, or not at all.
    ///
    /// @throws UserError when the file cannot be written
    void write() {
        Stream<HistoryLine> columns =
                schemas.entrySet().stream().map(schema -> new Schema(schema.getKey(), schema.getValue()));
        Stream<HistoryLine> points = series.values().stream().flatMap(of -> of.values().stream());
        String text = Stream.concat(columns, points)
                .map(line -> WireJson.text(line) + "\n")
                .collect(Collectors.joining());
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        UserFile.replace(beside.toString(), text);
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UserError("The history " + file + " cannot be written.");
        }
    }

    private static @Nullable Mark mark(AnomalyDetection verdict, @Nullable Point before) {
        if (before != null && before.mark() != null) {
            return before.mark();
        }
        return Judgement.EXCLUDED.equals(verdict.reason()) ? Mark.excluded : null;
    }
}
