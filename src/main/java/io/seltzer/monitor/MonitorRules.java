package io.seltzer.monitor;

import io.seltzer.monitor.Detection.Exclusion;
import io.seltzer.monitor.MonitorMetric.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a monitor must keep to, wherever it comes from.
public final class MonitorRules {
    public static final int LONGEST_NAME = 200;
    public static final int LONGEST_SQL = 20_000;
    public static final int MOST_MONITORS = 500;
    public static final int MOST_EXCLUSIONS = 100;

    private MonitorRules() {}

    /// @return empty when there is nothing wrong
    public static List<MonitorFault> faults(Monitor monitor) {
        List<MonitorFault> faults = new ArrayList<>();
        name(monitor, faults);
        column(monitor, faults);
        query(monitor, faults);
        grouping(monitor, faults);
        faults.addAll(faults(monitor.detection()));
        if (monitor.metric() == MonitorMetric.SCHEMA_CHANGES && !monitor.detection().exclusions().isEmpty()) {
            faults.add(new MonitorFault(
                    "monitor.exclude", "exclude", "schema_changes expects no change at all: remove exclude."));
        }
        return faults;
    }

    /// @param known monitors before this one, to which it is added
    static Optional<MonitorFault> twin(Monitor monitor, Map<UUID, Monitor> known) {
        Monitor first = known.putIfAbsent(monitor.id(), monitor);
        return first == null
                ? Optional.empty()
                : Optional.of(new MonitorFault(
                        "monitor.duplicate",
                        "metric",
                        "This monitor measures the same as the monitor " + first.name() + ". Remove one of them."));
    }

    static Optional<MonitorFault> ofPartitionColumn(MonitoredDataset dataset, Monitor monitor) {
        boolean lacks = monitor.metric() == MonitorMetric.MOST_RECENT_TIMESTAMP
                && monitor.column() == null
                && dataset.partitionColumn() == null;
        return lacks
                ? Optional.of(new MonitorFault(
                        "monitor.column-required",
                        "column",
                        "most_recent_timestamp needs a column, since the dataset has no partition_column."))
                : Optional.empty();
    }

    private static void name(Monitor monitor, List<MonitorFault> faults) {
        if (monitor.name().isBlank()) {
            faults.add(new MonitorFault("monitor.blank", "name", "name must not be blank."));
        } else if (monitor.name().length() > LONGEST_NAME) {
            faults.add(new MonitorFault(
                    "monitor.too-long", "name", "name has at most " + LONGEST_NAME + " characters."));
        } else if (monitor.name().chars().anyMatch(Character::isISOControl)) {
            faults.add(new MonitorFault("monitor.name", "name", "name must be one line of text."));
        }
    }

    private static void column(Monitor monitor, List<MonitorFault> faults) {
        String key = monitor.metric().key();
        boolean has = monitor.column() != null && !monitor.column().isBlank();
        Optional<String> fault = switch (monitor.metric().subject()) {
            case COLUMN -> has ? Optional.empty() : Optional.of(key + " needs a column.");
            case CATALOG, DATASET -> has ? Optional.of(key + " is about the whole dataset: remove column.") : Optional.empty();
            case QUERY -> has ? Optional.of(key + " says itself what it reads: remove column.") : Optional.empty();
            case DATASET_OR_COLUMN -> Optional.empty();
        };
        fault.ifPresent(message -> faults.add(new MonitorFault(
                has ? "monitor.column-not-allowed" : "monitor.column-required", "column", message)));
    }

    private static void query(Monitor monitor, List<MonitorFault> faults) {
        boolean wanted = monitor.metric() == MonitorMetric.CUSTOM_SQL;
        String sql = monitor.sql();
        if (wanted && (sql == null || sql.isBlank())) {
            faults.add(new MonitorFault("monitor.query-required", "query", "custom_sql needs a query."));
        } else if (!wanted && sql != null) {
            faults.add(new MonitorFault(
                    "monitor.query-not-allowed", "query", "A query belongs to custom_sql, not to " + monitor.metric().key() + "."));
        } else if (sql != null && sql.length() > LONGEST_SQL) {
            faults.add(new MonitorFault(
                    "monitor.too-long", "query", "query has at most " + LONGEST_SQL + " characters."));
        } else if (sql != null && sql.indexOf('\0') >= 0) {
            faults.add(new MonitorFault("monitor.query", "query", "query has a character that no SQL can hold."));
        }
    }

    private static void grouping(Monitor monitor, List<MonitorFault> faults) {
        Grouping grouping = monitor.grouping();
        if (grouping == null) {
            return;
        }
        Subject subject = monitor.metric().subject();
        if (subject == Subject.CATALOG || subject == Subject.QUERY) {
            faults.add(new MonitorFault(
                    "monitor.group-not-allowed", "group_by", monitor.metric().key() + " has no groups: remove group_by."));
        }
        if (grouping.column().isBlank()) {
            faults.add(new MonitorFault("monitor.blank", "group_by", "The column of group_by must not be blank."));
        }
        if (grouping.excluded().size() > MOST_EXCLUSIONS) {
            faults.add(new MonitorFault(
                    "monitor.too-many", "group_by", "group_by excludes at most " + MOST_EXCLUSIONS + " values."));
        }
    }

    /// @return empty when there is nothing wrong
    public static List<MonitorFault> faults(Detection detection) {
        List<MonitorFault> faults = new ArrayList<>();
        double sensitivity = detection.sensitivity();
        if (!(sensitivity >= Detection.NARROWEST && sensitivity <= Detection.WIDEST)) {
            faults.add(new MonitorFault(
                    "monitor.sensitivity",
                    "sensitivity",
                    "sensitivity must be from " + Detection.NARROWEST + " (narrow) to " + (int) Detection.WIDEST
                            + " (wide)."));
        }
        Double minimum = detection.minimum();
        Double maximum = detection.maximum();
        if (!isFinite(minimum) || !isFinite(maximum)) {
            faults.add(new MonitorFault(
                    "monitor.valid-range", "valid_range", "min and max of valid_range must be finite numbers."));
        } else if (minimum != null && maximum != null && minimum >= maximum) {
            faults.add(new MonitorFault(
                    "monitor.valid-range", "valid_range", "min of valid_range must be less than its max."));
        }
        if (detection.exclusions().size() > MOST_EXCLUSIONS) {
            faults.add(new MonitorFault(
                    "monitor.too-many", "exclude", "exclude has at most " + MOST_EXCLUSIONS + " members."));
        }
        for (Exclusion exclusion : detection.exclusions()) {
            exclusion(exclusion).ifPresent(faults::add);
        }
        return faults;
    }

    private static Optional<MonitorFault> exclusion(Exclusion exclusion) {
        Double from = exclusion.from();
        Double to = exclusion.to();
        if (!isFinite(from) || !isFinite(to)) {
            return Optional.of(new MonitorFault("monitor.exclude", "exclude", "Bounds of exclude must be finite numbers."));
        }
        if (from == null && to == null) {
            return Optional.of(new MonitorFault("monitor.exclude", "exclude", "A range of exclude needs from or to."));
        }
        return from != null && to != null && from > to
                ? Optional.of(new MonitorFault("monitor.exclude", "exclude", "from of exclude must not be more than to."))
                : Optional.empty();
    }

    private static boolean isFinite(@Nullable Double value) {
        return value == null || Double.isFinite(value);
    }
}
