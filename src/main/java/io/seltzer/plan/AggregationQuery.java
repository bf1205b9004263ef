package io.seltzer.plan;

import io.seltzer.contract.Metric;
import java.util.List;
import java.util.stream.Collectors;

/// Aggregates over the same rows, taken in one pass. The result is one row; its i-th value belongs to the i-th
/// aggregate, and counts are never NULL.
///
/// @param from `FROM` with its conditions
public record AggregationQuery(List<Aggregate> aggregates, String from) {
    static final String SEPARATOR = ",\n       ";

    /// Without one aggregate that surely is one, `SELECT (fare) FROM bookings` would return the whole table where a
    /// user forgot to write a function, instead of being refused.
    private static final String GUARD = "COUNT(*)";

    public AggregationQuery {
        aggregates = List.copyOf(aggregates);
    }

    public String sql() {
        String select = aggregates.stream()
                .map(Aggregate::expression)
                .collect(Collectors.joining(SEPARATOR, "SELECT ", isGuarded() ? SEPARATOR + GUARD : ""));
        return select + "\n" + from;
    }

    /// The number of values in the result's row. Other than this, a user's expression was more than one, and no value
    /// can be trusted to belong to its aggregate.
    public int width() {
        return aggregates.size() + (isGuarded() ? 1 : 0);
    }

    private boolean isGuarded() {
        return !aggregates.isEmpty() && aggregates.stream().allMatch(AggregationQuery::isWritten);
    }

    static boolean isWritten(Aggregate aggregate) {
        return aggregate.metrics().getFirst() instanceof Metric.ExpressionValue;
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
