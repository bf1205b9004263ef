package io.seltzer.warehouse;

import java.util.Map;

/// What became of the failed rows of one scan.
public sealed interface WriteOutcome {
    /// @param rows in the warehouse for this scan
    /// @param rowsByCheck by identity; a row that fails two checks counts for both
    /// @param path how the rows travelled
    record Committed(FailedRowsTable table, long rows, Map<String, Long> rowsByCheck, Path path)
            implements WriteOutcome {
        public Committed {
            rowsByCheck = Map.copyOf(rowsByCheck);
        }
    }

    /// Another try of the scan, with a higher epoch, has committed: this one has lost its lease.
    record Refused() implements WriteOutcome {}

    /// The scan's lease ran out while it wrote: nothing was written.
    record Fenced() implements WriteOutcome {}

    enum Path {
        /// The warehouse's server reads the source itself: both databases are on one server.
        SERVER,
        /// A stream through the scan, never held.
        COPY,
        /// An earlier process of the same try had committed already.
        ALREADY_THERE
    }
}
