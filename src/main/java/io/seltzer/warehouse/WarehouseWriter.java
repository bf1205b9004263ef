package io.seltzer.warehouse;

import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.config.WarehouseFile;
import io.seltzer.source.SnapshotRows.OfPostgres;
import io.seltzer.source.SourceFailure;
import io.seltzer.source.SqlStates;
import io.seltzer.warehouse.RowTransport.FenceClosed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes the failed rows of one scan, in one transaction that begins by claiming the scan: of two writers the
/// second waits for the first, and commits only with a higher epoch, replacing the rows of the lower one.
/// So the rows are there once, however often the scan is tried.
///
/// Blocking: for a virtual thread.
public final class WarehouseWriter {
    private final String warehouseName;
    private final Postgres warehouse;

    public WarehouseWriter(WarehouseFile file) {
        this.warehouseName = file.name();
        this.warehouse = file.connection();
    }

    /// @throws SourceFailure when a database says no
    public WriteOutcome write(FailedRowsTable wanted, ScanKey scan, SourceRows rows, CommitFence fence) {
        try (Connection target = PostgresLink.open(warehouse)) {
            FailedRowsTable table = new WarehouseSchema(target).prepare(wanted);
            return write(table, scan, rows, fence, target);
        } catch (FenceClosed closed) {
            return new WriteOutcome.Fenced();
        } catch (SQLException failure) {
            throw ofWarehouse(failure);
        }
    }

    private WriteOutcome write(
            FailedRowsTable table,
            ScanKey scan,
            SourceRows rows,
            CommitFence fence,
            Connection target)
            throws SQLException, FenceClosed {
        long holder = claim(target, table, scan);
        if (holder > scan.epoch()) {
            target.rollback();
            return new WriteOutcome.Refused();
        }
        if (holder == scan.epoch()) {
            return committed(target, table, scan, WriteOutcome.Path.ALREADY_THERE);
        }
        deleteOlder(target, table, scan);
        try (RowTransport transport = RowTransport.open(rows, target)) {
            move(transport, table, scan, rows, fence);
            WriteOutcome outcome = committed(target, table, scan, transport.path());
            if (!fence.isOpen()) {
                target.rollback();
                return new WriteOutcome.Fenced();
            }
            target.commit();
            return outcome;
        }
    }

    /// Leaves the source to whoever waits to change the table: the warehouse's transaction is rolled back.
    private static void move(
            RowTransport transport, FailedRowsTable table, ScanKey scan, SourceRows rows, CommitFence fence)
            throws SQLException, FenceClosed {
        try {
            transport.move(table, scan, fence);
        } catch (SQLException failure) {
            if (SqlStates.LOCKED.equals(failure.getSQLState()) && rows.snapshot() instanceof OfPostgres joined) {
                throw SqlStates.gaveWay(joined.source());
            }
            throw failure;
        }
    }

    /// Takes the scan's row lock until the end of the transaction.
    ///
    /// @return the epoch that holds the scan now: below this try's when the claim succeeded
    private static long claim(Connection target, FailedRowsTable table, ScanKey scan) throws SQLException {
        String commits = FailedRowsTable.quote(table.schema()) + ".scan_commit";
        try (PreparedStatement insert = target.prepareStatement("insert into " + commits
                        + " (scan_id, epoch, dataset) values (?, -1, ?) on conflict (scan_id) do nothing");
                PreparedStatement lock = target.prepareStatement(
                        "select epoch from " + commits + " where scan_id = ? for update");
                PreparedStatement take = target.prepareStatement("update " + commits
                        + " set epoch = ?, committed_at = now() where scan_id = ? and epoch < ?")) {
            insert.setObject(1, scan.scanId());
            insert.setString(2, table.dataset());
            insert.executeUpdate();
            lock.setObject(1, scan.scanId());
            long holder = single(lock);
            take.setLong(1, scan.epoch());
            take.setObject(2, scan.scanId());
            take.setLong(3, scan.epoch());
            take.executeUpdate();
            return holder;
        }
    }

    private static long single(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void deleteOlder(Connection target, FailedRowsTable table, ScanKey scan) throws SQLException {
        try (PreparedStatement delete = target.prepareStatement(
                "delete from " + table.qualified() + " where " + FailedRowsTable.SCAN_ID + " = ?")) {
            delete.setObject(1, scan.scanId());
            delete.executeUpdate();
        }
    }

    private static WriteOutcome committed(
            Connection target, FailedRowsTable table, ScanKey scan, WriteOutcome.Path path) throws SQLException {
        Map<String, Long> byCheck = new LinkedHashMap<>();
        try (PreparedStatement count = target.prepareStatement("select identity, count(*) from " + table.qualified()
                        + ", unnest(" + FailedRowsTable.CHECKS + ") as identity where " + FailedRowsTable.SCAN_ID
                        + " = ? group by identity order by identity");
                PreparedStatement all = target.prepareStatement("update "
                        + FailedRowsTable.quote(table.schema()) + ".scan_commit set failed_rows = (select count(*) from "
                        + table.qualified() + " where " + FailedRowsTable.SCAN_ID
                        + " = scan_id) where scan_id = ? returning failed_rows")) {
            count.setObject(1, scan.scanId());
            try (ResultSet rows = count.executeQuery()) {
                while (rows.next()) {
                    byCheck.put(rows.getString(1), rows.getLong(2));
                }
            }
            all.setObject(1, scan.scanId());
            return new WriteOutcome.Committed(table, single(all), byCheck, path);
        }
    }

    private SourceFailure ofWarehouse(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.equals("08001")
                ? SqlStates.unreachable(warehouseName, warehouse.host(), warehouse.port())
                : SqlStates.failure(warehouseName, state);
    }
}
