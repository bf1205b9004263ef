package io.seltzer.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Somebody who wants to change a table that others are reading, and before whom later readers have to wait.
public final class WaitingChange {
    private final CompletableFuture<Void> done;

    private WaitingChange(CompletableFuture<Void> done) {
        this.done = done;
    }

    /// @param sql asks for a lock that somebody else has
    /// @return once it waits
    public static WaitingChange begin(TestPostgres.Database database, String sql) throws SQLException {
        Connection connection = database.connect();
        int pid;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            pid = row.getInt(1);
        }
        WaitingChange change = new WaitingChange(CompletableFuture.runAsync(() -> {
            try (connection;
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException failure) {
                throw new AssertionError(failure);
            }
        }));
        change.awaitWaiting(database, pid);
        return change;
    }

    private void awaitWaiting(TestPostgres.Database database, int pid) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Await.PATIENCE_SECONDS);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            boolean waits = false;
            while (!waits) {
                if (done.isDone() || System.nanoTime() > end) {
                    throw new AssertionError("Nothing to wait for");
                }
                try (ResultSet row = statement.executeQuery(
                        "select exists(select 1 from pg_locks where not granted and pid = " + pid + ")")) {
                    row.next();
                    waits = row.getBoolean(1);
                }
            }
        }
    }

    /// Returns once it had its turn.
    public void awaitDone() throws Exception {
        done.get(Await.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
