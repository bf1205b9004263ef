package io.seltzer.sql;

/// What can be measured of a column depends on this much of its type.
public enum ColumnKind {
    NUMBER,
    TEXT,
    DATE,
    /// A date with time, without a zone.
    TIMESTAMP,
    /// A point in time.
    INSTANT,
    /// Truth values, lists, documents, ...
    OTHER;

    /// Whether its values say when.
    public boolean isTime() {
        return this == DATE || this == TIMESTAMP || this == INSTANT;
    }
}
