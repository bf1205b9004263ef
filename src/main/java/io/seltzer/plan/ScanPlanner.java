package io.seltzer.plan;

import io.seltzer.contract.Check;
import io.seltzer.contract.CheckMetrics;
import io.seltzer.contract.Contract;
import io.seltzer.contract.Metric;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.MetadataQuery;
import io.seltzer.sql.TableStatistics;
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
        return plan(contract, selected, dialect, TableStatistics.UNKNOWN);
    }

    /// @param selected checks that are to be evaluated; nothing is measured for the others
    /// @param statistics of the contract's table; large ones are asked in another way
    public static ScanPlan plan(Contract contract, Predicate<Check> selected, Dialect dialect, TableStatistics statistics) {
        List<Check> checks = contract.checks().stream().filter(selected).toList();
        MetricSql sql = new MetricSql(contract, dialect, statistics);

        Map<Optional<String>, Map<String, List<Metric>>> aggregates = new LinkedHashMap<>();
        Map<MetricQuery, List<Metric>> others = new LinkedHashMap<>();
        for (Metric metric : metrics(checks)) {
            switch (sql.of(metric)) {
                case MetricSql.Fusible(String expression, var scope) ->
                    aggregates
                            .computeIfAbsent(scope, _ -> new LinkedHashMap<>())
                            .computeIfAbsent(expression, _ -> new ArrayList<>())
                            .add(metric);
                case MetricSql.Alone(MetricQuery query) ->
                    others.computeIfAbsent(query, _ -> new ArrayList<>()).add(metric);
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
                others.entrySet().stream()
                        .map(entry -> entry.getKey().measuring(entry.getValue()))
                        .toList());
    }

    /// The query for the statistics of a contract's table, if the plan depends on them.
    public static Optional<String> statistics(Contract contract, Predicate<Check> selected, Dialect dialect) {
        boolean countsDistinct = metrics(
                        contract.checks().stream().filter(selected).toList())
                .stream()
                .anyMatch(metric -> metric instanceof Metric.DistinctValues || metric instanceof Metric.DistinctTuples);
        return countsDistinct ? dialect.statistics(contract.dataset()) : Optional.empty();
    }

    /// The dataset's rows come first and always: every result states them. A scope's rows come first in their scope.
    private static Set<Metric> metrics(List<Check> checks) {
        Set<Metric> metrics = new LinkedHashSet<>();
        metrics.add(CheckMetrics.datasetRows());
        for (Check check : checks) {
            List<Metric> needed = CheckMetrics.of(check);
            if (!needed.isEmpty()) {
                metrics.add(CheckMetrics.scopeRows(check));
            }
            metrics.addAll(needed);
        }
        return metrics;
    }

    private static Optional<MetadataQuery> schema(Contract contract, List<Check> checks, Dialect dialect) {
        return checks.stream().anyMatch(Check.SchemaCheck.class::isInstance)
                ? Optional.of(dialect.columns(contract.dataset()))
                : Optional.empty();
    }
}
