package io.seltzer.plan;

import io.seltzer.contract.Check;
import io.seltzer.contract.CheckMetrics;
import io.seltzer.contract.Contract;
import io.seltzer.contract.Metric;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.MetadataQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Finds the fewest queries that measure what a contract's checks need.
public final class ScanPlanner {
    private ScanPlanner() {}

    public static ScanPlan plan(Contract contract, Dialect dialect) {
        return plan(contract, _ -> true, dialect);
    }

    /// @param selected checks that are to be evaluated; nothing is measured for the others
    public static ScanPlan plan(Contract contract, Predicate<Check> selected, Dialect dialect) {
        List<Check> checks = contract.checks().stream().filter(selected).toList();
        MetricSql sql = new MetricSql(contract, dialect);

        Map<Optional<String>, Map<String, List<Metric>>> aggregates = new LinkedHashMap<>();
        List<MetricQuery> others = new ArrayList<>();
        for (Metric metric : metrics(checks)) {
            switch (sql.of(metric)) {
                case MetricSql.Fusible(String expression, var scope) ->
                    aggregates
                            .computeIfAbsent(scope, _ -> new LinkedHashMap<>())
                            .computeIfAbsent(expression, _ -> new ArrayList<>())
                            .add(metric);
                case MetricSql.Alone(String query) -> others.add(new MetricQuery(query, metric));
            }
        }
        List<AggregationQuery> aggregations = new ArrayList<>();
        aggregates.forEach((scope, expressions) -> aggregations.addAll(AggregationPacking.of(dialect)
                .pack(
                        expressions.entrySet().stream()
                                .map(entry -> new Aggregate(entry.getKey(), entry.getValue()))
                                .toList(),
                        FilteredDataset.of(contract, scope, dialect).from())));
        return new ScanPlan(
                contract.dataset(),
                schema(contract, checks, dialect),
                aggregations,
                others);
    }

    /// The dataset's rows come first and always: every result states them.
    private static Set<Metric> metrics(List<Check> checks) {
        Set<Metric> metrics = new LinkedHashSet<>();
        metrics.add(CheckMetrics.datasetRows());
        checks.forEach(check -> metrics.addAll(CheckMetrics.of(check)));
        return metrics;
    }

    private static Optional<MetadataQuery> schema(Contract contract, List<Check> checks, Dialect dialect) {
        return checks.stream().anyMatch(Check.SchemaCheck.class::isInstance)
                ? Optional.of(dialect.columns(contract.dataset()))
                : Optional.empty();
    }
}
