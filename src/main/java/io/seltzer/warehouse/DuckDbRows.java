package io.seltzer.warehouse;

import io.seltzer.source.DuckDbCursor;
import io.seltzer.source.DuckDbDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Cursor to COPY: a row is held until some thousands of characters are together, and no longer.
final class DuckDbRows implements RowTransport {
    private static final int CHUNK_CHARACTERS = 1 << 16;

    private final DuckDbDatabase source;
    private final SourceRows.Query query;
    private final Connection warehouse;

    DuckDbRows(DuckDbDatabase source, SourceRows.Query query, Connection warehouse) {
        this.source = source;
        this.query = query;
        this.warehouse = warehouse;
    }

    @Override
    public WriteOutcome.Path path() {
        return WriteOutcome.Path.COPY;
    }

    @Override
    public void move(FailedRowsTable table, ScanKey scan, CommitFence fence) throws SQLException, FenceClosed {
        CopyIn in = warehouse.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table.qualified() + " " + table.writtenColumns() + " from stdin");
        try (DuckDbCursor rows = source.cursor(query.sql(table.columns()))) {
            CopyText text = new CopyText();
            while (rows.next()) {
                text.value(scan.scanId().toString()).value(Long.toString(scan.epoch())).list(rows.texts(1));
                for (int column = 2; column <= table.columns().size() + 1; column++) {
                    text.value(rows.text(column));
                }
                text.endRow();
                if (text.length() >= CHUNK_CHARACTERS) {
                    write(text, in, fence);
                }
            }
            write(text, in, fence);
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    private static void write(CopyText text, CopyIn in, CommitFence fence) throws SQLException, FenceClosed {
        if (!fence.isOpen()) {
            throw new FenceClosed();
        }
        byte[] chunk = text.take();
        in.writeToCopy(chunk, 0, chunk.length);
    }

    /// The database belongs to the scan's session.
    @Override
    public void close() {}
}
