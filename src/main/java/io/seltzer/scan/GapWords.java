package io.seltzer.scan;

import io.seltzer.plan.Gap;
import io.seltzer.plan.MonitorQuery;

/// Why there is no value and what to do about it, in a sentence.
final class GapWords {
    private GapWords() {}

    static String of(Gap gap) {
        return switch (gap) {
            case EMPTY -> "There are no rows, or none with a value.";
            case NOT_A_NUMBER -> "The result is not a number, or is too large for one.";
            case NOT_SUPPORTED -> "The data source cannot tell this, or not for a column of this type.";
            case DENIED -> "The database refuses access. Grant select to the scan user.";
            case TABLE_MISSING -> "There is no such table, or the user cannot see it.";
            case COLUMN_MISSING -> "There is no such column.";
            case PARTITION_COLUMN_UNFIT ->
                "The partition column cannot tell the partitions apart: use a date for days and weeks, and a date with"
                        + " time for shorter ones.";
            case QUERY_FAILED -> "The query failed.";
            case TOO_MANY_GROUPS ->
                "The grouping column has more than " + MonitorQuery.MOST_GROUPS
                        + " values. Exclude some, or group by another one.";
        };
    }
}
