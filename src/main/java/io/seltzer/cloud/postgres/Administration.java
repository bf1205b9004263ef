package io.seltzer.cloud.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The superuser's statements: databases and roles.
record Administration(EmbeddedPostgres server) {

    boolean createDatabaseIfAbsent(String name, String owner) {
        return with(connection -> {
            if (exists(connection, "select from pg_database where datname = ?", name)) {
                return false;
            }
            execute(connection, "create database " + identifier(name) + " owner " + identifier(owner));
            return true;
        });
    }

    boolean createRoleIfAbsent(String name, String password) {
        return with(connection -> {
            boolean absent = !exists(connection, "select from pg_roles where rolname = ?", name);
            execute(
                    connection,
                    (absent ? "create" : "alter") + " role " + identifier(name) + " login password "
                            + literal(password));
            return absent;
        });
    }

    private interface Work {
        boolean on(Connection connection) throws SQLException;
    }

    private boolean with(Work work) {
        try (Connection connection =
                DriverManager.getConnection(server.url("postgres"), server.superuser(), server.password())) {
            return work.on(connection);
        } catch (SQLException e) {
            // Not as the cause: its text can quote the statement, and that a password.
            throw new PostgresRefused(
                    "postgres.sql",
                    "PostgreSQL refused to make a database or role (SQLSTATE " + e.getSQLState() + ").");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// Right under standard_conforming_strings, which is PostgreSQL's default.
    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
