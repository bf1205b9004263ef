package io.seltzer.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that are read one by one and never held. Blocking.
public final class DuckDbCursor implements AutoCloseable {
    private final String name;
    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private final Runnable closed;

    /// @param connection closed with the cursor
    /// @param closed hears of the cursor's end
    DuckDbCursor(String name, Connection connection, Statement statement, String sql, Runnable closed)
            throws SQLException {
        this.name = name;
        this.connection = connection;
        this.statement = statement;
        this.closed = closed;
        this.rows = statement.executeQuery(sql);
    }

    /// @return false after the last row
    public boolean next() {
        return reading(rows::next);
    }

    /// @param column from 1
    public @Nullable String text(int column) {
        return this.<@Nullable String>reading(() -> rows.getString(column));
    }

    /// A list of texts.
    ///
    /// @param column from 1
    public List<String> texts(int column) {
        return reading(() -> {
            List<String> texts = new ArrayList<>();
            for (Object text : (Object[]) rows.getArray(column).getArray()) {
                texts.add(String.valueOf(text));
            }
            return texts;
        });
    }

    private <T extends @Nullable Object> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException failure) {
            throw SqlStates.failure(name, DuckDbFailures.sqlState(failure.getMessage()));
        }
    }

    @FunctionalInterface
    private interface Reading<T extends @Nullable Object> {
        T read() throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                statement) {
            rows.close();
        } finally {
            closed.run();
        }
    }
}
