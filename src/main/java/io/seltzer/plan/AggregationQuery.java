package io.seltzer.plan;

import java.util.List;
import java.util.stream.Collectors;

/// Aggregates over the same rows, taken in one pass. The result is one row; its i-th value belongs to the i-th
/// aggregate and is never NULL.
///
/// @param from `FROM` with its conditions
public record AggregationQuery(List<Aggregate> aggregates, String from) {
    static final String SEPARATOR = ",\n       ";

    public AggregationQuery {
        aggregates = List.copyOf(aggregates);
    }

    public String sql() {
        return aggregates.stream()
                .map(Aggregate::expression)
                .collect(Collectors.joining(SEPARATOR, "SELECT ", "\n" + from));
    }

    /// The same aggregates in two queries, for when this one failed: splitting on, the failing expression ends up
    /// alone. Empty when there is only one aggregate left, which then is the failing one.
    public List<AggregationQuery> split() {
        if (aggregates.size() < 2) {
            return List.of();
        }
        int middle = aggregates.size() / 2;
        return List.of(
                new AggregationQuery(aggregates.subList(0, middle), from),
                new AggregationQuery(aggregates.subList(middle, aggregates.size()), from));
    }
}
