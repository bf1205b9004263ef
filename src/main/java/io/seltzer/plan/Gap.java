package io.seltzer.plan;

/// Why a monitor has no value.
public enum Gap {
    EMPTY,
    NOT_A_NUMBER,
    NOT_SUPPORTED,
    DENIED,
    TABLE_MISSING,
    COLUMN_MISSING,
    PARTITION_COLUMN_UNFIT,
    QUERY_FAILED,
    TOO_MANY_GROUPS
}
