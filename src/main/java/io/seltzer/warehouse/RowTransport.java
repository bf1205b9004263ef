package io.seltzer.warehouse;

import io.seltzer.source.SnapshotRows;
import java.sql.Connection;
import java.sql.SQLException;

/// A way for failed rows to reach the warehouse's table, inside the warehouse's open transaction.
interface RowTransport extends AutoCloseable {

    /// The best way there is between these two.
    static RowTransport open(SourceRows rows, Connection warehouse) throws SQLException {
        return switch (rows.snapshot()) {
            case SnapshotRows.OfPostgres postgres -> PostgresRows.open(postgres, rows.query(), warehouse);
            case SnapshotRows.OfDuckDb(var database) -> new DuckDbRows(database, rows.query(), warehouse);
        };
    }

    WriteOutcome.Path path();

    /// @throws FenceClosed when the scan lost its right to write on the way
    void move(FailedRowsTable table, ScanKey scan, CommitFence fence) throws SQLException, FenceClosed;

    @Override
    void close() throws SQLException;

    /// The scan's lease ran out while rows flowed.
    final class FenceClosed extends Exception {
        private static final long serialVersionUID = 1L;

        FenceClosed() {
            super(null, null, false, false);
        }
    }
}
