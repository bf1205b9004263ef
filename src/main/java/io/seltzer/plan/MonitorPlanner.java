package io.seltzer.plan;

import io.seltzer.contract.DatasetName;
import io.seltzer.monitor.MonitoredDataset;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.monitor.Partition;
import io.seltzer.plan.TableNotes.TableColumn;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.DistinctCounting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plans how a dataset's monitors are measured: with the fewest queries, and for all partitions at once.
public final class MonitorPlanner {
    private final MonitorTimes times;
    private final DatasetName dataset;
    private final TableNotes table;
    private final Dialect dialect;
    private final MetricFormulas formulas;
    private final Optional<PartitionColumn> partitionColumn;
    private final MonitorPopulations populations;

    private final List<MonitorQuery> queries = new ArrayList<>();
    private final List<MonitorStatement> statements = new ArrayList<>();
    private final List<MonitorPoint> known = new ArrayList<>();
    private final List<MonitorValue> fused = new ArrayList<>();
    private final List<MonitorValue> fresh = new ArrayList<>();
    private final DistinctValues distinct;

    private MonitorPlanner(MonitorTimes times, DatasetName dataset, TableNotes table, Dialect dialect) {
        this.times = times;
        this.dataset = dataset;
        this.table = table;
        this.dialect = dialect;
        MonitoredDataset monitored = times.dataset();
        this.formulas = new MetricFormulas(dialect, monitored.timeZone());
        this.partitionColumn = Optional.ofNullable(monitored.partitionColumn())
                .flatMap(table::column)
                .map(column -> new PartitionColumn(
                        dialect.identifier(column.name()),
                        dialect.measures().kind(column.dataType()),
                        monitored.timeZone(),
                        dialect.measures()));
        this.populations = new MonitorPopulations(dialect.table(dataset), times, partitionColumn);
        this.distinct = new DistinctValues(dialect);
    }

    /// @param partitions to measure, ascending; several for a backfill
    /// @param scanTime time of what is measured now
    public static MonitorPlan plan(
            MonitoredDataset monitored,
            List<Partition> partitions,
            DatasetName dataset,
            TableNotes table,
            Dialect dialect,
            Instant scanTime) {
        MonitorPlanner planner =
                new MonitorPlanner(new MonitorTimes(monitored, partitions, scanTime), dataset, table, dialect);
        monitored.monitors().forEach(planner::add);
        return planner.plan();
    }

    /// Whether somebody watches the columns.
    public static boolean wantsSchema(MonitoredDataset monitored) {
        return monitored.monitors().stream().anyMatch(monitor -> monitor.metric() == MonitorMetric.SCHEMA_CHANGES);
    }

    /// The same gap for all monitors of a dataset.
    public static List<MonitorPoint> gaps(
            MonitoredDataset monitored, List<Partition> partitions, Instant scanTime, Gap gap) {
        MonitorTimes times = new MonitorTimes(monitored, partitions, scanTime);
        return monitored.monitors().stream()
                .flatMap(monitor -> times.gaps(monitor, gap).stream())
                .toList();
    }

    private void add(Monitor monitor) {
        switch (monitor.metric()) {
            case TOTAL_ROW_COUNT, TOTAL_ROW_COUNT_CHANGE -> known.addAll(times.points(
                    monitor,
                    table.rows().isPresent()
                            ? Reading.of((double) table.rows().getAsLong())
                            : Reading.none(Gap.NOT_SUPPORTED)));
            case SCHEMA_CHANGES -> {} // see wantsSchema
            case LAST_MODIFICATION -> addLastModification(monitor);
            case CUSTOM_SQL -> addStatement(monitor);
            case PARTITION_ROW_COUNT, MOST_RECENT_TIMESTAMP, COUNT, MISSING_PERCENT, DUPLICATE_PERCENT, UNIQUE_COUNT,
                    MINIMUM, MAXIMUM, AVERAGE, SUM, STANDARD_DEVIATION, VARIANCE, FIRST_QUARTILE, MEDIAN,
                    THIRD_QUARTILE, AVERAGE_LENGTH, MINIMUM_LENGTH, MAXIMUM_LENGTH ->
                addOfData(monitor);
        }
    }

    private void addLastModification(Monitor monitor) {
        Optional<String> latest = table.knowsChanges() ? dialect.catalog().lastChange(dataset) : Optional.empty();
        latest.ifPresentOrElse(
                lookup -> queries.add(new MonitorQuery(
                        List.of(new MonitorValue(monitor, new Formula.Age("(\n" + lookup + "\n)", Optional.empty()))),
                        "",
                        Buckets.single(times.scan()),
                        Optional.empty())),
                () -> gap(monitor, Gap.NOT_SUPPORTED));
    }

    private void addStatement(Monitor monitor) {
        StatementPlanning planning = new StatementPlanning(populations, dialect);
        Optional<Gap> unfit = planning.gap(monitor, times, partitionGap());
        unfit.ifPresentOrElse(gap -> gap(monitor, gap), () -> {
            known.addAll(planning.unfit(monitor));
            statements.addAll(planning.statements(monitor, times));
        });
    }

    private void addOfData(Monitor monitor) {
        Optional<TableColumn> column = Optional.ofNullable(monitor.column()).flatMap(table::column);
        Optional<String> label = Optional.ofNullable(monitor.grouping())
                .flatMap(grouping -> table.column(grouping.column()))
                .map(TableColumn::name);
        if ((monitor.column() != null && column.isEmpty()) || (monitor.grouping() != null && label.isEmpty())) {
            gap(monitor, Gap.COLUMN_MISSING);
        } else if (partitionGap().isPresent()) {
            gap(monitor, partitionGap().get());
        } else if (!times.ofData().isEmpty()) {
            populations.unfit().forEach(time -> known.add(time.gap(monitor, Gap.PARTITION_COLUMN_UNFIT)));
            if (populations.hasAny()) {
                addMeasurable(monitor, column, label.map(dialect::identifier));
            }
        }
    }

    private void addMeasurable(Monitor monitor, Optional<TableColumn> column, Optional<String> label) {
        boolean isFreshness = isFreshness(monitor, column);
        Population rows = isFreshness ? populations.untilTimes() : populations.rows();
        Population measured = label.map(name -> rows.with(GroupConditions.of(monitor, name, dialect))).orElse(rows);
        if (column.isPresent() && monitor.metric() == MonitorMetric.DUPLICATE_PERCENT) {
            String name = dialect.identifier(column.get().name());
            if (label.isPresent()) {
                queries.add(distinct.query(List.of(distinct.duplicates(monitor)), name, measured, label));
            } else {
                distinct.add(name, distinct.duplicates(monitor));
            }
            return;
        }
        Optional<Formula> formula = isFreshness
                ? partitionColumn.map(time -> formulas.age(time.sql(), time.kind()))
                : column.map(of -> formulas.of(
                                monitor.metric(), dialect.identifier(of.name()), dialect.measures().kind(of.dataType())))
                        .orElseGet(() -> monitor.metric() == MonitorMetric.PARTITION_ROW_COUNT
                                ? Optional.of(formulas.rows())
                                : Optional.empty());
        if (formula.isEmpty()) {
            populations.measured().forEach(time -> known.add(time.gap(monitor, Gap.NOT_SUPPORTED)));
            return;
        }
        MonitorValue value = new MonitorValue(monitor, formula.get());
        if (label.isPresent()) {
            queries.add(new MonitorQuery(
                    List.of(value), measured.from(), measured.buckets(), label.map(dialect::text)));
        } else if (isFreshness) {
            fresh.add(value);
        } else if (column.isPresent() && monitor.metric() == MonitorMetric.UNIQUE_COUNT && isGrouped(column.get())) {
            distinct.add(dialect.identifier(column.get().name()), distinct.different(monitor));
        } else {
            fused.add(value);
        }
    }

    /// The newest of all rows, not only of those of the partition: when no more come, the age must grow.
    private boolean isFreshness(Monitor monitor, Optional<TableColumn> column) {
        return monitor.metric() == MonitorMetric.MOST_RECENT_TIMESTAMP
                && partitionColumn.isPresent()
                && (monitor.column() == null
                        || column.map(TableColumn::name).map(dialect::identifier).equals(partitionColumn.map(PartitionColumn::sql)));
    }

    private boolean isGrouped(TableColumn column) {
        return dialect.distinctCounting(table.statistics(), Optional.of(column.name())) == DistinctCounting.GROUPED;
    }

    private Optional<Gap> partitionGap() {
        MonitoredDataset monitored = times.dataset();
        if (monitored.partitionColumn() == null) {
            return Optional.empty();
        }
        return partitionColumn.isEmpty()
                ? Optional.of(Gap.COLUMN_MISSING)
                : partitionColumn.filter(column -> column.fits(monitored.cadence())).isEmpty()
                        ? Optional.of(Gap.PARTITION_COLUMN_UNFIT)
                        : Optional.empty();
    }

    private void gap(Monitor monitor, Gap gap) {
        known.addAll(times.gaps(monitor, gap));
    }

    private MonitorPlan plan() {
        List<MonitorQuery> all = new ArrayList<>();
        all.addAll(MonitorPacking.of(dialect).pack(fused, populations::rows));
        all.addAll(MonitorPacking.of(dialect).pack(fresh, populations::untilTimes));
        all.addAll(distinct.queries(populations::rows));
        all.addAll(queries);
        return new MonitorPlan(all, statements, known);
    }
}
