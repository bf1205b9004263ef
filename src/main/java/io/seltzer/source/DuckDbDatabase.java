package io.seltzer.source;

import io.seltzer.config.DataSourceFile.DuckDb;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// An open DuckDB database, with the one connection that queries it and another for each reader of many rows. A
/// file is always opened for reading only: as long as it is open, no process can change it.
///
/// Blocking, but for [#cancel()].
public final class DuckDbDatabase implements DataSource, AutoCloseable {
    private static final AtomicLong IN_MEMORY = new AtomicLong();
    private static final String BEGIN = "BEGIN TRANSACTION READ ONLY";
    private static final String EXTERNAL_ACCESS = "enable_external_access";

    private final String name;
    private final String setup;
    private final DuckDBConnection connection;
    private volatile @Nullable Statement latest;
    private volatile @Nullable Statement reading;
    private volatile boolean closedToReaders;

    private DuckDbDatabase(String name, String url, Properties properties, String setup) throws SQLException {
        this.name = name;
        this.setup = setup;
        this.connection =
                new DuckDBDriver().connect(url, properties).unwrap(DuckDBConnection.class);
    }

    /// @param name of the data source, for messages
    /// @throws SourceFailure when the file is not there, or is none that DuckDB can read
    static DuckDbDatabase open(String name, DuckDb settings) {
        DuckDbFile file = DuckDbFile.of(name, settings.database());
        Properties properties = new Properties();
        properties.putAll(settings.configuration());
        // It is of the database, not of a connection: later ones cannot have another.
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        if (file.isDatabase()) {
            properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
        }
        // A name of its own lets further connections find the database that is in memory.
        String url = file.isDatabase()
                ? "jdbc:duckdb:" + settings.database()
                : "jdbc:duckdb:memory:seltzer_" + IN_MEMORY.incrementAndGet();
        try {
            DuckDbDatabase database = new DuckDbDatabase(name, url, properties, schema(settings));
            database.prepare(file, !settings.configuration().containsKey(EXTERNAL_ACCESS));
            return database;
        } catch (SQLException failure) {
            throw ofOpening(name, settings, failure);
        } catch (NoClassDefFoundError noDriver) {
            throw new SourceFailure(
                    "source.no-driver",
                    "",
                    name + ": DuckDB is not in this image of Seltzer. Use the one whose tag ends with -complete.");
        }
    }

    private static String schema(DuckDb settings) {
        return "SET schema = '" + settings.schema().replace("'", "''") + "'";
    }

    /// @param closed whether SQL of a contract reads no other file of this machine, and nothing of the network
    private void prepare(DuckDbFile file, boolean closed) throws SQLException {
        try {
            for (String sql : file.loading()) {
                execute(connection, sql);
            }
        } catch (SQLException failure) {
            close();
            throw file.unreadable(name);
        }
        try {
            if (closed) {
                execute(connection, "SET allowed_paths = " + file.paths());
                execute(connection, "SET " + EXTERNAL_ACCESS + " = false");
            }
            execute(connection, setup);
            execute(connection, BEGIN);
        } catch (SQLException failure) {
            close();
            throw failure(failure);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SourceFailure ofOpening(String name, DuckDb settings, SQLException failure) {
        return switch (DuckDbFailures.sqlState(failure.getMessage())) {
            case "58030" -> new SourceFailure(
                    "source.unreadable-file", "58030",
                    name + ": " + settings.database() + " is no file that this version of DuckDB can open.");
            case "55006" -> new SourceFailure(
                    "source.locked", "55006",
                    name + ": another process has " + settings.database() + " open for writing. Try again when it is done.");
            default -> settings.configuration().isEmpty()
                    ? SqlStates.failure(name, DuckDbFailures.sqlState(failure.getMessage()))
                    : new SourceFailure(
                            "source.configuration", "",
                            name + ": DuckDB does not take one of the settings under configuration: "
                                    + String.join(", ", settings.configuration().keySet().stream().sorted().toList())
                                    + ".");
        };
    }

    /// Begins a new transaction after a failure, which in DuckDB ends the one it happens in.
    void beginAgain() {
        try {
            connection.rollback();
            execute(connection, BEGIN);
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    /// A cursor over many rows, on a connection of its own; there may be one at a time.
    ///
    /// @throws SourceFailure when the query fails
    public DuckDbCursor cursor(String sql) {
        try {
            Connection reader = connection.duplicate();
            try {
                execute(reader, setup);
                execute(reader, BEGIN);
                Statement statement = reader.createStatement();
                reading = statement;
                if (closedToReaders) {
                    throw new SQLException("INTERRUPT Error");
                }
                return new DuckDbCursor(name, reader, statement, sql, () -> reading = null);
            } catch (SQLException failure) {
                reading = null;
                reader.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw failure(failure);
        }
    }

    SourceFailure failure(Throwable failure) {
        return SqlStates.failure(name, DuckDbFailures.sqlState(failure.getMessage()));
    }

    /// Stops the statement in flight, if there is one.
    void cancel() {
        cancel(latest);
    }

    /// Stops the cursor in flight, if there is one, and lets none begin.
    ///
    /// @return whether there is one, which may not have heard it
    boolean cancelReading() {
        closedToReaders = true;
        Statement statement = reading;
        cancel(statement);
        return statement != null;
    }

    private static void cancel(@Nullable Statement statement) {
        try {
            if (statement != null && !statement.isClosed()) {
                statement.cancel();
            }
        } catch (SQLException done) {
            // It ended by itself in the meantime.
        }
    }

    /// Always the same connection, watched for the statement that is in flight.
    @Override
    public Connection getConnection() {
        return (Connection) Proxy.newProxyInstance(
                DuckDbDatabase.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (result instanceof Statement statement) {
                            latest = statement;
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) {
        return getConnection();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
