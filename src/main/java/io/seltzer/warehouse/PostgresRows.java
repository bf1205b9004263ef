package io.seltzer.warehouse;

import io.seltzer.source.LockPatience;
import io.seltzer.source.SnapshotRows.OfPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// Opens the way from a PostgreSQL source, in the scan's snapshot.
final class PostgresRows {
    private PostgresRows() {}

    static RowTransport open(OfPostgres snapshot, SourceRows.Query query, Connection warehouse) throws SQLException {
        Connection source = PostgresLink.open(snapshot.settings());
        try {
            enter(source, snapshot.name());
            boolean sameServer =
                    PostgresLink.serverOf(source).equals(PostgresLink.serverOf(warehouse));
            Optional<RowTransport> serverSide =
                    sameServer ? ServerSideRows.open(source, warehouse, snapshot, query) : Optional.empty();
            return serverSide.orElseGet(() -> new StreamedRows(source, warehouse, query));
        } catch (SQLException failure) {
            source.close();
            throw failure;
        }
    }

    private static void enter(Connection source, String snapshot) throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            statement.execute(LockPatience.SETTING);
            statement.execute("set transaction snapshot '" + snapshot + "'");
        }
    }
}
