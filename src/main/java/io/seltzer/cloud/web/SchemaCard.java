package io.seltzer.cloud.web;

import io.seltzer.protocol.results.Diagnostics.SchemaChanges;
import io.seltzer.protocol.results.Diagnostics.SchemaColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the columns of a dataset changed in the last scans.
///
/// @param squares the last seven scans, oldest first: `pass` unchanged, `anomaly` changed, `none` not seen
/// @param changes newest first
public record SchemaCard(MonitorLine line, List<String> squares, String words, List<Change> changes) {

    /// @param dataOf when it was seen
    public record Change(String dataOf, String what) {}

    /// @param points oldest first
    static SchemaCard of(MonitorLine line, Schedule schedule, List<MonitorPoint> points) {
        List<String> squares = new ArrayList<>(Collections.nCopies(Math.max(0, Spark.POINTS - points.size()), "none"));
        points.forEach(point -> squares.add(square(point)));
        List<Change> changes = new ArrayList<>();
        for (MonitorPoint point : points.reversed()) {
            words(point.changes()).forEach(what -> changes.add(new Change(schedule.dataOf(point.time()), what)));
        }
        String words = squares.stream()
                .map(square -> switch (square) {
                    case "pass" -> "unchanged";
                    case "anomaly" -> "changed";
                    default -> "no result";
                })
                .collect(Collectors.joining(", ", "Last seven: ", ""));
        return new SchemaCard(line, List.copyOf(squares), words, List.copyOf(changes));
    }

    /// `gate (text) added`, `dep_time integer, now bigint`
    static List<String> words(@Nullable SchemaChanges changes) {
        if (changes == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        changes.added().forEach(column -> words.add(named(column) + " added"));
        changes.removed().forEach(column -> words.add(named(column) + " removed"));
        changes.retyped().forEach(column ->
                words.add(column.name() + " was " + column.from() + ", now " + column.to()));
        return words;
    }

    private static String named(SchemaColumn column) {
        return column.type() == null ? column.name() : column.name() + " (" + column.type() + ")";
    }

    private static String square(MonitorPoint point) {
        @Nullable Double value = point.value();
        if (value == null) {
            return "none";
        }
        return value > 0 ? "anomaly" : "pass";
    }
}
