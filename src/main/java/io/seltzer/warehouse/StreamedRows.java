package io.seltzer.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/// COPY to COPY: rows pass through as bytes, neither decoded nor held.
final class StreamedRows implements RowTransport {
    private final Connection source;
    private final Connection warehouse;
    private final SourceRows.Query query;

    /// @param source stands in the scan's snapshot; is closed with the transport
    StreamedRows(Connection source, Connection warehouse, SourceRows.Query query) {
        this.source = source;
        this.warehouse = warehouse;
        this.query = query;
    }

    @Override
    public WriteOutcome.Path path() {
        return WriteOutcome.Path.COPY;
    }

    @Override
    public void move(FailedRowsTable table, ScanKey scan, CommitFence fence) throws SQLException, FenceClosed {
        CopyOut out = source.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select '" + scan.scanId() + "'::uuid, " + scan.epoch() + "::bigint, found.* from ("
                        + query.sql(table.columns()) + ") as found) to stdout (format binary)");
        CopyIn in = warehouse.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table.qualified() + " " + table.writtenColumns() + " from stdin (format binary)");
        try {
            for (byte[] chunk = out.readFromCopy(); chunk != null; chunk = out.readFromCopy()) {
                if (!fence.isOpen()) {
                    throw new FenceClosed();
                }
                in.writeToCopy(chunk, 0, chunk.length);
            }
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        source.close();
    }
}
