package io.seltzer.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.monitor.MonitoredDataset;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Monitors for tests.
public final class SampleMonitors {
    private SampleMonitors() {}

    public static Monitor of(MonitorMetric metric) {
        return monitor(metric, null, null, null);
    }

    public static Monitor of(MonitorMetric metric, String column) {
        return monitor(metric, column, null, null);
    }

    public static Monitor grouped(MonitorMetric metric, @Nullable String column, Grouping grouping) {
        return monitor(metric, column, grouping, null);
    }

    public static Monitor sql(String sql) {
        return monitor(MonitorMetric.CUSTOM_SQL, null, null, sql);
    }

    private static Monitor monitor(
            MonitorMetric metric, @Nullable String column, @Nullable Grouping grouping, @Nullable String sql) {
        String name = metric.key() + (column == null ? "" : " " + column)
                + (grouping == null ? "" : " by " + grouping.column()) + (sql == null ? "" : " " + sql);
        return new Monitor(
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), name, metric, column, grouping, sql,
                Detection.DEFAULT);
    }

    public static MonitoredDataset dataset(
            String name, @Nullable String partitionColumn, String zone, Cadence cadence, List<Monitor> monitors) {
        return new MonitoredDataset(name, partitionColumn, ZoneId.of(zone), cadence, monitors);
    }

    /// Every metric: those of numbers on `fare`, those of texts on `pnr`, those of any type on both.
    public static List<Monitor> all() {
        List<Monitor> all = new ArrayList<>();
        for (MonitorMetric metric : MonitorMetric.values()) {
            switch (metric) {
                case TOTAL_ROW_COUNT, TOTAL_ROW_COUNT_CHANGE, LAST_MODIFICATION, SCHEMA_CHANGES, PARTITION_ROW_COUNT ->
                    all.add(of(metric));
                case MOST_RECENT_TIMESTAMP -> {
                    all.add(of(metric));
                    all.add(of(metric, "seen"));
                }
                case COUNT, MISSING_PERCENT, DUPLICATE_PERCENT, UNIQUE_COUNT -> {
                    all.add(of(metric, "fare"));
                    all.add(of(metric, "pnr"));
                }
                case MINIMUM, MAXIMUM, AVERAGE, SUM, STANDARD_DEVIATION, VARIANCE, FIRST_QUARTILE, MEDIAN,
                        THIRD_QUARTILE -> all.add(of(metric, "fare"));
                case AVERAGE_LENGTH, MINIMUM_LENGTH, MAXIMUM_LENGTH -> all.add(of(metric, "pnr"));
                case CUSTOM_SQL -> all.add(sql("select max(fare) from t where arrived >= ${partition.start} and arrived < ${partition.end}"));
            }
        }
        Grouping grouping = new Grouping("origin", List.of("XXX", "it's"), false);
        all.add(grouped(MonitorMetric.PARTITION_ROW_COUNT, null, grouping));
        all.add(grouped(MonitorMetric.MOST_RECENT_TIMESTAMP, null, grouping));
        all.add(grouped(MonitorMetric.AVERAGE, "fare", grouping));
        all.add(grouped(MonitorMetric.UNIQUE_COUNT, "fare", grouping));
        all.add(grouped(MonitorMetric.DUPLICATE_PERCENT, "fare", grouping));
        return all;
    }
}
