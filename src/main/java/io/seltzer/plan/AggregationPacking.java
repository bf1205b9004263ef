package io.seltzer.plan;

import io.seltzer.sql.Dialect;
import java.util.ArrayList;
import java.util.List;

/// Puts aggregates into as few queries as the database's limits allow, in order.
record AggregationPacking(int maxLength, int maxColumns) {

    static AggregationPacking of(Dialect dialect) {
        return new AggregationPacking(dialect.maxStatementLength(), dialect.maxResultColumns());
    }

    /// An aggregate that is longer than the limit by itself still gets its query; the database refuses that one
    /// alone.
    List<AggregationQuery> pack(List<Aggregate> aggregates, String from) {
        List<AggregationQuery> queries = new ArrayList<>();
        List<Aggregate> open = new ArrayList<>();
        int empty = new AggregationQuery(List.of(), from).sql().length();
        int length = empty;
        for (Aggregate aggregate : aggregates) {
            int more = aggregate.expression().length() + AggregationQuery.SEPARATOR.length();
            if (!open.isEmpty() && (length + more > maxLength || isFull(open))) {
                queries.add(new AggregationQuery(open, from));
                open = new ArrayList<>();
                length = empty;
            }
            open.add(aggregate);
            length += more;
        }
        queries.add(new AggregationQuery(open, from));
        return queries;
    }

    /// One column is kept free for what a query of nothing but users' expressions needs besides.
    private boolean isFull(List<Aggregate> open) {
        return open.size() == maxColumns
                || (open.size() == maxColumns - 1 && open.stream().allMatch(AggregationQuery::isWritten));
    }
}
