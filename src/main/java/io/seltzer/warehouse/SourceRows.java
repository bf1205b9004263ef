package io.seltzer.warehouse;

import io.seltzer.source.SnapshotRows;
import java.util.List;

/// What to read from the source.
///
/// @param snapshot of the scan's session, so that the rows are those that were counted
/// @param query makes the SQL once it is known which columns must travel as text; its first result column is
///     a list of check identities, then come the columns in order
public record SourceRows(SnapshotRows snapshot, Query query) {
    @FunctionalInterface
    public interface Query {
        String sql(List<WarehouseColumn> columns);
    }
}
