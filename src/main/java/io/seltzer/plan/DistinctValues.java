package io.seltzer.plan;

import io.seltzer.monitor.Monitor;
import io.seltzer.sql.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Metrics that need to know how often each value of a column occurs: one query for each column.
final class DistinctValues {
    private final Dialect dialect;
    private final Map<String, List<MonitorValue>> byColumn = new LinkedHashMap<>();

    DistinctValues(Dialect dialect) {
        this.dialect = dialect;
    }

    /// @param column its name in quotes
    void add(String column, MonitorValue value) {
        byColumn.computeIfAbsent(column, _ -> new ArrayList<>()).add(value);
    }

    MonitorValue duplicates(Monitor monitor) {
        return new MonitorValue(
                monitor,
                new Formula.PercentOf(
                        dialect.measures().number("(SUM(v.n) FILTER (WHERE v.n > 1))"),
                        dialect.measures().number("SUM(v.n)")));
    }

    MonitorValue different(Monitor monitor) {
        return new MonitorValue(monitor, new Formula.Tally(dialect.countRows()));
    }

    List<MonitorQuery> queries(Supplier<Population> rows) {
        return byColumn.entrySet().stream()
                .map(entry -> query(entry.getValue(), entry.getKey(), rows.get(), Optional.empty()))
                .toList();
    }

    /// @param column its name in quotes
    /// @param label name of the grouping column, in quotes
    MonitorQuery query(List<MonitorValue> values, String column, Population rows, Optional<String> label) {
        List<String> select = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        rows.buckets().expression().ifPresent(number -> {
            select.add(number + " AS b");
            keys.add("1");
        });
        label.ifPresent(name -> {
            select.add(dialect.text(name) + " AS g");
            keys.add(String.valueOf(keys.size() + 1));
        });
        select.add("COUNT(*) AS n");
        keys.add(column);
        String from = "FROM (\nSELECT " + String.join(", ", select) + "\n"
                + rows.with(List.of(column + " IS NOT NULL")).from()
                + "\nGROUP BY " + String.join(", ", keys) + "\n) AS v";
        Buckets own = rows.buckets();
        return new MonitorQuery(
                values,
                from,
                new Buckets(own.expression().map(_ -> "v.b"), own.times(), own.running()),
                label.map(_ -> "v.g"));
    }
}
