package io.seltzer.whole;

import io.seltzer.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Holds up whoever needs what a statement locked: a scan stands still in the middle, and a test knows where.
public final class HeldLock implements AutoCloseable {
    private final TestPostgres.Database database;
    private final Connection connection;

    public HeldLock(TestPostgres.Database database, String statement) throws SQLException {
        this.database = database;
        this.connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement locking = connection.createStatement()) {
            locking.execute(statement);
        }
    }

    /// Waits until so many sessions stand before the lock.
    public void untilWaiting(int sessions) throws Exception {
        Eventually.holds(
                sessions + " sessions wait for a lock",
                () -> WholeSystem.strings(
                                        database,
                                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' "
                                                + "and datname = current_database()")
                                .size()
                        >= sessions);
    }

    /// Lets all through.
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
