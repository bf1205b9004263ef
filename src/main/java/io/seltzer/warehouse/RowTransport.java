package io.seltzer.warehouse;

import java.sql.SQLException;

/// A way for failed rows to reach the warehouse's table, inside the warehouse's open transaction.
interface RowTransport {
    WriteOutcome.Path path();

    /// @throws FenceClosed when the scan lost its right to write on the way
    void move(FailedRowsTable table, ScanKey scan, CommitFence fence) throws SQLException, FenceClosed;

    /// The scan's lease ran out while rows flowed.
    final class FenceClosed extends Exception {
        private static final long serialVersionUID = 1L;

        FenceClosed() {
            super(null, null, false, false);
        }
    }
}
