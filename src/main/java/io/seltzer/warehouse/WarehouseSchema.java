package io.seltzer.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the warehouse's tables and lets them follow the datasets: a new column is added, a column whose type
/// changed becomes text, nothing is ever dropped.
final class WarehouseSchema {
    /// Of PostgreSQL's advisory locks: `create ... if not exists` of two sessions at once would collide.
    private static final long LOCK = 0x5e17_2e01L;

    private final Connection connection;

    WarehouseSchema(Connection connection) {
        this.connection = connection;
    }

    /// Commits. Returns the table with the column types that the warehouse really has.
    FailedRowsTable prepare(FailedRowsTable wanted) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            String schema = FailedRowsTable.quote(wanted.schema());
            if (!exists("select 1 from pg_namespace where nspname = ?", wanted.schema())) {
                statement.execute("create schema " + schema);
            }
            statement.execute("create table if not exists " + schema + ".scan_commit ("
                    + "scan_id uuid primary key, epoch bigint not null, dataset text not null, "
                    + "failed_rows bigint not null default 0, committed_at timestamptz not null default now())");
            statement.execute("create table if not exists " + wanted.qualified() + " ("
                    + FailedRowsTable.SCAN_ID + " uuid not null, " + FailedRowsTable.EPOCH + " bigint not null, "
                    + FailedRowsTable.CHECKS + " text[] not null)");
            statement.execute("create index if not exists " + FailedRowsTable.quote(indexName(wanted)) + " on "
                    + wanted.qualified() + " (" + FailedRowsTable.SCAN_ID + ")");
            FailedRowsTable table = follow(wanted, statement);
            connection.commit();
            return table;
        }
    }

    private static String indexName(FailedRowsTable table) {
        return "scan_of_" + table.name().substring(Math.max(0, table.name().length() - 50));
    }

    private FailedRowsTable follow(FailedRowsTable wanted, Statement statement) throws SQLException {
        Map<String, String> present = typesOf(wanted);
        List<WarehouseColumn> columns = wanted.columns().stream()
                .map(column -> column.type().equals(present.getOrDefault(column.name(), column.type()))
                        ? column
                        : column.widened())
                .toList();
        for (WarehouseColumn column : columns) {
            String type = present.get(column.name());
            String quoted = FailedRowsTable.quote(column.name());
            if (type == null) {
                statement.execute("alter table " + wanted.qualified() + " add column " + quoted + " " + column.type());
            } else if (!type.equals(column.type())) {
                statement.execute("alter table " + wanted.qualified() + " alter column " + quoted
                        + " type text using " + quoted + "::text");
            }
        }
        return new FailedRowsTable(wanted.schema(), wanted.name(), wanted.dataset(), columns);
    }

    private Map<String, String> typesOf(FailedRowsTable table) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select attname, format_type(atttypid, null) from pg_attribute "
                        + "where attrelid = ?::regclass and attnum > 0 and not attisdropped")) {
            query.setString(1, table.qualified());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    types.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return types;
    }

    private boolean exists(String sql, String parameter) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
