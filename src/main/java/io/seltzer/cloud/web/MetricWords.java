package io.seltzer.cloud.web;

import io.seltzer.monitor.MonitorMetric;

/// A metric in one line.
final class MetricWords {
    private MetricWords() {}

    static String of(MonitorMetric metric) {
        return switch (metric) {
            case TOTAL_ROW_COUNT -> "rows in the table";
            case TOTAL_ROW_COUNT_CHANGE -> "rows more or less than at the scan before";
            case LAST_MODIFICATION -> "age of the last change of the table";
            case SCHEMA_CHANGES -> "columns added, removed or of another type";
            case PARTITION_ROW_COUNT -> "rows in the partition";
            case MOST_RECENT_TIMESTAMP -> "age of the newest value";
            case COUNT -> "rows with a value";
            case MISSING_PERCENT -> "share of rows without a value";
            case DUPLICATE_PERCENT -> "share of rows whose value is not the only one";
            case UNIQUE_COUNT -> "different values";
            case MINIMUM -> "smallest value";
            case MAXIMUM -> "largest value";
            case AVERAGE -> "average";
            case SUM -> "sum";
            case STANDARD_DEVIATION -> "standard deviation";
            case VARIANCE -> "variance";
            case FIRST_QUARTILE -> "first quartile";
            case MEDIAN -> "median";
            case THIRD_QUARTILE -> "third quartile";
            case AVERAGE_LENGTH -> "average length";
            case MINIMUM_LENGTH -> "smallest length";
            case MAXIMUM_LENGTH -> "largest length";
            case CUSTOM_SQL -> "result of a query of your own";
        };
    }
}
