package io.seltzer.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Values of monitors that one query can measure, for all times at once.
///
/// @param from `FROM` with its conditions
/// @param label the value of the grouping column; empty without groups
public record MonitorQuery(List<MonitorValue> values, String from, Buckets buckets, Optional<String> label) {
    /// Of a grouped monitor; more would be no series that anybody looks at.
    public static final int MOST_GROUPS = 100;

    private static final String SEPARATOR = ",\n       ";

    public MonitorQuery {
        values = List.copyOf(values);
    }

    /// The result has a row for each time, and each group where there are some: its number where there are several times,
    /// the group, and then the terms. A row that would be empty may be missing.
    public String sql() {
        List<String> select = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        buckets.expression().ifPresent(number -> {
            select.add(number + " AS bucket");
            keys.add("1");
        });
        label.ifPresent(value -> {
            select.add(value + " AS label");
            keys.add(String.valueOf(keys.size() + 1));
        });
        select.addAll(terms());
        return "SELECT " + String.join(SEPARATOR, select) + "\n" + from
                + (keys.isEmpty() ? "" : "\nGROUP BY " + String.join(", ", keys))
                + label.map(_ -> "\nLIMIT " + (MOST_GROUPS * buckets.times().size() + 1)).orElse("");
    }

    /// Each expression once.
    public List<String> terms() {
        Set<String> terms = new LinkedHashSet<>();
        values.forEach(value -> terms.addAll(value.formula().terms()));
        return List.copyOf(terms);
    }

    /// The same values in two queries, for when this one failed. Empty when there is only one left.
    public List<MonitorQuery> split() {
        if (values.size() < 2) {
            return List.of();
        }
        int middle = values.size() / 2;
        return List.of(of(values.subList(0, middle)), of(values.subList(middle, values.size())));
    }

    MonitorQuery of(List<MonitorValue> some) {
        return new MonitorQuery(some, from, buckets, label);
    }

    /// The same gap for all monitors and times.
    public List<MonitorPoint> gaps(Gap gap) {
        return values.stream()
                .flatMap(value -> buckets.times().stream()
                        .flatMap(Optional::stream)
                        .map(time -> new MonitorPoint(value.monitor(), Optional.empty(), time, Reading.none(gap))))
                .toList();
    }

    /// What the rows of the result say.
    public List<MonitorPoint> points(List<MonitorRow> rows) {
        return new MonitorRows(this, rows).points();
    }
}
