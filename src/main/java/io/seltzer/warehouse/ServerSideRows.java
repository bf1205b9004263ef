package io.seltzer.warehouse;

import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.source.LockPatience;
import io.seltzer.source.SnapshotRows.OfPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// Both databases are on one server, which moves the rows itself: no row passes through this process. Uses the
/// extension dblink of the warehouse's database.
final class ServerSideRows implements RowTransport {
    private static final String LINK = "seltzer_source";

    private final Connection source;
    private final Connection warehouse;
    private final SourceRows.Query query;

    private ServerSideRows(Connection source, Connection warehouse, SourceRows.Query query) {
        this.source = source;
        this.warehouse = warehouse;
        this.query = query;
    }

    /// Empty when this server cannot: dblink is not there and may not be made, or the server cannot reach
    /// itself. Leaves the warehouse's transaction as it was.
    ///
    /// @param source is closed with the transport
    static Optional<RowTransport> open(
            Connection source, Connection warehouse, OfPostgres snapshot, SourceRows.Query query)
            throws SQLException {
        try (Statement statement = warehouse.createStatement()) {
            statement.execute("savepoint link");
            try {
                if (!hasDblink(statement)) {
                    statement.execute("create extension dblink");
                }
                connect(warehouse, connectionText(source, snapshot.settings()));
                execute(warehouse, LockPatience.SETTING);
                execute(warehouse, "begin isolation level repeatable read read only");
                execute(warehouse, "set transaction snapshot '" + snapshot.name() + "'");
                return Optional.of(new ServerSideRows(source, warehouse, query));
            } catch (SQLException cannot) {
                statement.execute("rollback to savepoint link");
                return Optional.empty();
            }
        }
    }

    private static boolean hasDblink(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select 1 from pg_extension where extname = 'dblink'")) {
            return found.next();
        }
    }

    /// The source as its own server sees it: the name in the file may mean nothing there.
    private static String connectionText(Connection source, Postgres settings) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(
                        "select coalesce(host(inet_server_addr()), 'localhost'), inet_server_port()")) {
            row.next();
            return "host=" + quoted(row.getString(1)) + " port=" + row.getInt(2) + " dbname="
                    + quoted(settings.database()) + " user=" + quoted(settings.user()) + " password="
                    + quoted(settings.password().reveal()) + " application_name='seltzer scan'";
        }
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static void connect(Connection warehouse, String text) throws SQLException {
        // As a parameter: the server must not find a password in its statement log.
        try (PreparedStatement connect = warehouse.prepareStatement("select dblink_connect(?, ?)")) {
            connect.setString(1, LINK);
            connect.setString(2, text);
            connect.executeQuery().close();
        }
    }

    private static void execute(Connection warehouse, String sql) throws SQLException {
        try (PreparedStatement execute = warehouse.prepareStatement("select dblink_exec(?, ?)")) {
            execute.setString(1, LINK);
            execute.setString(2, sql);
            execute.executeQuery().close();
        }
    }

    @Override
    public WriteOutcome.Path path() {
        return WriteOutcome.Path.SERVER;
    }

    @Override
    public void move(FailedRowsTable table, ScanKey scan, CommitFence fence) throws SQLException {
        String insert = "insert into " + table.qualified() + " " + table.writtenColumns()
                + " select ?, ?, found.* from dblink(?, ?) as found (" + FailedRowsTable.CHECKS + " text[], "
                + table.columnDefinitions() + ")";
        try (PreparedStatement statement = warehouse.prepareStatement(insert)) {
            statement.setObject(1, scan.scanId());
            statement.setLong(2, scan.epoch());
            statement.setString(3, LINK);
            statement.setString(4, query.sql(table.columns()));
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        source.close();
    }
}
