package io.seltzer.monitor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Names of monitors to which nobody gave one.
public final class MonitorNames {
    private MonitorNames() {}

    /// E.g. `Missing percent of dep_time by origin`.
    public static String of(MonitorMetric metric, @Nullable String column, @Nullable String groupColumn) {
        String words = metric == MonitorMetric.CUSTOM_SQL ? "Custom SQL" : metric.key().replace('_', ' ');
        String name = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1)
                + (column == null ? "" : " of " + column)
                + (groupColumn == null ? "" : " by " + groupColumn);
        return name.length() <= MonitorRules.LONGEST_NAME ? name : name.substring(0, MonitorRules.LONGEST_NAME);
    }
}
