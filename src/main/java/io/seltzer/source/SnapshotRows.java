package io.seltzer.source;

import io.seltzer.config.DataSourceFile.Postgres;

/// The way to the rows of a session's instant, for those who read many.
public sealed interface SnapshotRows {

    /// A transaction that joins waits for locks no longer than [LockPatience].
    ///
    /// @param source name of the data source, for messages
    /// @param name of the snapshot, which a transaction of another connection can join
    record OfPostgres(String source, Postgres settings, String name) implements SnapshotRows {}

    record OfDuckDb(DuckDbDatabase database) implements SnapshotRows {}
}
