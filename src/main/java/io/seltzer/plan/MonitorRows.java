package io.seltzer.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of a query's result, as points.
record MonitorRows(MonitorQuery query, List<MonitorRow> rows) {

    List<MonitorPoint> points() {
        Map<Optional<String>, Map<Integer, MonitorRow>> byLabel = new LinkedHashMap<>();
        if (query.label().isEmpty()) {
            byLabel.put(Optional.empty(), new LinkedHashMap<>());
        }
        for (MonitorRow row : rows) {
            byLabel.computeIfAbsent(row.label(), _ -> new LinkedHashMap<>()).put(row.bucket(), row);
        }
        boolean cut = query.label().isPresent()
                && rows.size() > MonitorQuery.MOST_GROUPS * query.buckets().times().size();
        if (cut || byLabel.size() > MonitorQuery.MOST_GROUPS) {
            return query.gaps(Gap.TOO_MANY_GROUPS);
        }
        List<MonitorPoint> points = new ArrayList<>();
        byLabel.forEach((label, cells) -> addAll(points, label, cells));
        return points;
    }

    /// A group is only told of where it has rows.
    private void addAll(List<MonitorPoint> points, Optional<String> label, Map<Integer, MonitorRow> cells) {
        List<@Nullable Double> none = none();
        List<@Nullable Double> before = none;
        List<Optional<MeasuredTime>> times = query.buckets().times();
        for (int i = 0; i < times.size(); i++) {
            MonitorRow row = cells.get(i);
            List<@Nullable Double> own = row == null ? none : row.cells();
            List<@Nullable Double> counted = query.buckets().running() ? later(before, own) : own;
            before = counted;
            if (label.isEmpty() || row != null || (query.buckets().running() && counted.stream().anyMatch(Objects::nonNull))) {
                times.get(i).ifPresent(time -> query.values().forEach(value -> points.add(
                        new MonitorPoint(value.monitor(), label, time, reading(value.formula(), counted, time)))));
            }
        }
    }

    private List<@Nullable Double> none() {
        List<@Nullable Double> none = new ArrayList<>();
        query.terms().forEach(_ -> none.add(null));
        return none;
    }

    private Reading reading(Formula formula, List<@Nullable Double> cells, MeasuredTime time) {
        List<String> terms = query.terms();
        List<@Nullable Double> own = new ArrayList<>();
        formula.terms().forEach(term -> own.add(cells.get(terms.indexOf(term))));
        return formula.reading(own, time.reference());
    }

    private static List<@Nullable Double> later(List<@Nullable Double> one, List<@Nullable Double> other) {
        List<@Nullable Double> later = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            Double a = one.get(i);
            Double b = other.get(i);
            later.add(a == null ? b : b == null ? a : Double.valueOf(Math.max(a, b)));
        }
        return later;
    }
}
