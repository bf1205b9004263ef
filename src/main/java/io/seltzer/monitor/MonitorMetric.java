package io.seltzer.monitor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a monitor measures. [docs/monitors.md](../../../../../docs/monitors.md) has the formula of each.
public enum MonitorMetric {
    TOTAL_ROW_COUNT(Subject.CATALOG, Kind.COUNT),
    TOTAL_ROW_COUNT_CHANGE(Subject.CATALOG, Kind.DIFFERENCE),
    /// Hours from the last change of data or schema to the scan.
    LAST_MODIFICATION(Subject.CATALOG, Kind.AGE),
    /// Columns added, removed and of another type since the scan before.
    SCHEMA_CHANGES(Subject.CATALOG, Kind.COUNT),
    PARTITION_ROW_COUNT(Subject.DATASET, Kind.COUNT),
    /// Hours from the newest value to the scan: of the column, or of the partition column where none is named.
    MOST_RECENT_TIMESTAMP(Subject.DATASET_OR_COLUMN, Kind.AGE),
    COUNT(Subject.COLUMN, Kind.COUNT),
    MISSING_PERCENT(Subject.COLUMN, Kind.PERCENT),
    DUPLICATE_PERCENT(Subject.COLUMN, Kind.PERCENT),
    UNIQUE_COUNT(Subject.COLUMN, Kind.COUNT),
    MINIMUM(Subject.COLUMN, Kind.NUMBER),
    MAXIMUM(Subject.COLUMN, Kind.NUMBER),
    AVERAGE(Subject.COLUMN, Kind.NUMBER),
    SUM(Subject.COLUMN, Kind.NUMBER),
    STANDARD_DEVIATION(Subject.COLUMN, Kind.SPREAD),
    VARIANCE(Subject.COLUMN, Kind.SPREAD),
    FIRST_QUARTILE(Subject.COLUMN, Kind.NUMBER),
    MEDIAN(Subject.COLUMN, Kind.NUMBER),
    THIRD_QUARTILE(Subject.COLUMN, Kind.NUMBER),
    AVERAGE_LENGTH(Subject.COLUMN, Kind.SPREAD),
    MINIMUM_LENGTH(Subject.COLUMN, Kind.COUNT),
    MAXIMUM_LENGTH(Subject.COLUMN, Kind.COUNT),
    /// The first cell of a query that a user wrote.
    CUSTOM_SQL(Subject.QUERY, Kind.NUMBER);

    private final Subject subject;
    private final Kind kind;

    MonitorMetric(Subject subject, Kind kind) {
        this.subject = subject;
        this.kind = kind;
    }

    /// What is looked at.
    public enum Subject {
        /// The database's own notes about the table: now, without reading it.
        CATALOG,
        DATASET,
        COLUMN,
        DATASET_OR_COLUMN,
        QUERY
    }

    /// What its numbers are; anomaly/spec.md §2.1 for bounds and resolution.
    public enum Kind {
        COUNT(0, Double.POSITIVE_INFINITY, true, 0.5, ""),
        DIFFERENCE(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true, 0.5, ""),
        PERCENT(0, 100, false, 0.1, "%"),
        AGE(0, Double.POSITIVE_INFINITY, false, 0.25, "h"),
        /// Never negative.
        SPREAD(0, Double.POSITIVE_INFINITY, false, 1e-9, ""),
        NUMBER(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false, 1e-9, "");

        private final double lower;
        private final double upper;
        private final boolean whole;
        private final double resolution;
        private final String unit;

        Kind(double lower, double upper, boolean whole, double resolution, String unit) {
            this.lower = lower;
            this.upper = upper;
            this.whole = whole;
            this.resolution = resolution;
            this.unit = unit;
        }

        public double lower() {
            return lower;
        }

        public double upper() {
            return upper;
        }

        /// Whether all values are whole numbers by nature.
        public boolean isWhole() {
            return whole;
        }

        /// Smallest deviation that matters.
        public double resolution() {
            return resolution;
        }

        /// Behind a value that people read; may be empty.
        public String unit() {
            return unit;
        }
    }

    public Subject subject() {
        return subject;
    }

    public Kind kind() {
        return kind;
    }

    /// As files, messages and tables spell it, e.g. `missing_percent`.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MonitorMetric> of(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key().equals(key)).findFirst();
    }

    @JsonCreator
    static MonitorMetric ofKey(String key) {
        return of(key).orElseThrow(() -> new IllegalArgumentException("no such metric"));
    }
}
