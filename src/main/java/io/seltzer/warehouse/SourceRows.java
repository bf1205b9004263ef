package io.seltzer.warehouse;

import io.seltzer.config.DataSourceFile.Postgres;
import java.util.List;

/// What to read from the source.
///
/// @param snapshot exported by the scan's session, so that the rows are those that were counted
/// @param query makes the SQL once it is known which columns must travel as text; its first result column is
///     a text array of check identities, then come the columns in order
public record SourceRows(Postgres source, String snapshot, Query query) {
    @FunctionalInterface
    public interface Query {
        String sql(List<WarehouseColumn> columns);
    }
}
