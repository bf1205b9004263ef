package io.seltzer.cloud;

import io.seltzer.cloud.store.DatabaseAddress;
import io.seltzer.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A new database that belongs to a plain role, as a control plane wants it.
///
/// @param server the same one, as superuser
public record PlainDatabase(TestPostgres.Database server, DatabaseAddress address) {
    private static final String ROLE = "seltzer_plain";
    private static final String PASSWORD = "plain-password-of-tests";

    public static PlainDatabase fresh() throws SQLException {
        TestPostgres.Database server = TestPostgres.freshDatabase();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            if (!hasRole(statement)) {
                statement.execute("create role " + ROLE + " login password '" + PASSWORD + "'");
            }
            statement.execute("alter database " + server.name() + " owner to " + ROLE);
        }
        return new PlainDatabase(server, DatabaseAddress.of(server.jdbcUrl(), ROLE, PASSWORD));
    }

    private static boolean hasRole(Statement statement) throws SQLException {
        try (ResultSet roles = statement.executeQuery("select from pg_roles where rolname = '" + ROLE + "'")) {
            return roles.next();
        }
    }

    /// The first column of the first row, as text; past row-level security.
    public String asSuperuser(String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
