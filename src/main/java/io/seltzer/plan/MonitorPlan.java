package io.seltzer.plan;

import java.util.ArrayList;
import java.util.List;

/// How the monitors of one dataset are measured.
///
/// @param queries each can be split when it fails
/// @param statements of users
/// @param known what needs no query any more: what the catalog said already, and what cannot be measured
public record MonitorPlan(List<MonitorQuery> queries, List<MonitorStatement> statements, List<MonitorPoint> known) {
    public MonitorPlan {
        queries = List.copyOf(queries);
        statements = List.copyOf(statements);
        known = List.copyOf(known);
    }

    /// For a user who may not read the table: what the catalog says remains, and what users query from elsewhere.
    public MonitorPlan denied() {
        List<MonitorPoint> all = new ArrayList<>(known);
        queries.forEach(query -> all.addAll(query.gaps(Gap.DENIED)));
        return new MonitorPlan(List.of(), statements, all);
    }
}
