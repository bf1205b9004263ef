package io.seltzer.plan;

import io.seltzer.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts values into as few queries as the database's limits allow, in order.
///
/// @param mostColumns of a result
record MonitorPacking(int mostColumns) {
    /// The number of the time, and the group.
    private static final int KEYS = 2;

    static MonitorPacking of(Dialect dialect) {
        return new MonitorPacking(dialect.maxResultColumns() - KEYS);
    }

    List<MonitorQuery> pack(List<MonitorValue> values, Supplier<Population> rows) {
        if (values.isEmpty()) {
            return List.of();
        }
        Population population = rows.get();
        MonitorQuery none =
                new MonitorQuery(List.of(), population.from(), population.buckets(), Optional.empty());
        List<MonitorQuery> queries = new ArrayList<>();
        List<MonitorValue> open = new ArrayList<>();
        for (MonitorValue value : values) {
            open.add(value);
            if (none.of(open).terms().size() > mostColumns) {
                queries.add(none.of(open.subList(0, open.size() - 1)));
                open = new ArrayList<>(List.of(value));
            }
        }
        queries.add(none.of(open));
        return queries;
    }
}
