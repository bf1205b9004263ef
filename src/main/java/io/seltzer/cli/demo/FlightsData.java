package io.seltzer.cli.demo;

import io.seltzer.cli.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// The flights of `examples/flights`: four tables of a PostgreSQL database.
///
/// @param folder with `schema.sql` and a `.csv.gz` for each table
public record FlightsData(Path folder) {
    public static final List<String> TABLES = List.of("airlines", "airports", "planes", "flights");

    private static final int BUFFER_BYTES = 1 << 16;

    /// In the checkout that the launcher started from.
    ///
    /// @throws UserError when there is no checkout
    public static FlightsData ofThisCheckout() {
        String home = System.getProperty("seltzer.home", "");
        Path folder = Path.of(home, "examples", "flights");
        if (home.isEmpty() || !Files.isDirectory(folder)) {
            throw new UserError("The demo needs the folder examples/flights of a checkout of Seltzer"
                    + (home.isEmpty() ? "" : ", and " + home + " has none")
                    + ". Start it by the script ./seltzer in one.");
        }
        return new FlightsData(folder);
    }

    /// Makes and fills the tables in one transaction, unless they are there: one of two that do so together waits.
    ///
    /// @param connection in auto-commit mode, which it is in again afterwards
    /// @return whether they were filled just now
    public boolean loadInto(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtext('seltzer.demo.flights'))");
            if (isLoaded(statement)) {
                return false;
            }
            statement.execute(Files.readString(folder.resolve("schema.sql")));
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (String table : TABLES) {
                copy(table, copies);
            }
            statement.execute("analyze " + String.join(", ", TABLES));
            connection.commit();
            return true;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static boolean isLoaded(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select to_regclass('flights') is not null")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /// `freeze` spares the first scan the writing of hint bits; it needs a table of the same transaction.
    private void copy(String table, CopyManager copies) throws SQLException, IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(folder.resolve(table + ".csv.gz")));
                InputStream rows = new GZIPInputStream(file, BUFFER_BYTES)) {
            copies.copyIn("copy " + table + " from stdin with (format csv, header, freeze)", rows, BUFFER_BYTES);
        }
    }
}
