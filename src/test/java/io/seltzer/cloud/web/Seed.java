package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.LogLine.Level;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes rows as scans leave them, straight into the tables.
final class Seed implements AutoCloseable {
    private final Connection connection;

    Seed(Connection connection) {
        this.connection = connection;
    }

    UUID organisation(String name) {
        return id("select id from organisation where name = ?", name);
    }

    UUID dataset(UUID organisation, String dataSource, List<String> prefixes, String table) {
        String qualified = dataSource + "/" + String.join("/", prefixes) + "/" + table;
        return id(
                "insert into dataset (organisation_id, qualified_name, data_source, prefixes, table_name)"
                        + " values (?, ?, ?, ?, ?) returning id",
                organisation,
                qualified,
                dataSource,
                array(prefixes),
                table);
    }

    UUID dataSource(UUID organisation, String name) {
        return id(
                "insert into data_source (organisation_id, name, label, type, configuration)"
                        + " values (?, ?, ?, 'postgres', 'type: postgres')"
                        + " on conflict (organisation_id, name) do update set name = excluded.name returning id",
                organisation,
                name,
                name);
    }

    UUID contract(UUID organisation, UUID dataset, int version) {
        return id(
                "insert into contract_version (organisation_id, dataset_id, version, contents, checksum, file_path,"
                        + " created_by) values (?, ?, ?, '', '', 'flights.yml', 'key') returning id",
                organisation,
                dataset,
                version);
    }

    UUID agent(UUID organisation, String name) {
        return id(
                "insert into agent (organisation_id, name, version, launcher) values (?, ?, '0.1.0', 'kubernetes')"
                        + " returning id",
                organisation,
                name);
    }

    UUID scan(UUID organisation, UUID dataset, UUID contract, UUID source, InstructionState state, Instant created) {
        return id(
                "insert into scan (organisation_id, kind, dataset_id, contract_version_id, data_source_id,"
                        + " definition_name, state, created_at, data_timestamp, deadline)"
                        + " values (?, 'verifyContract', ?, ?, ?, 'flights', ?, ?, ?, ?) returning id",
                organisation,
                dataset,
                contract,
                source,
                state.name(),
                at(created),
                at(created),
                at(created.plusSeconds(7200)));
    }

    /// A run that a client did by itself and that found failures; its contract is an upload.
    UUID localRun(UUID organisation, UUID dataset, UUID source, Instant ended) {
        UUID file = id(
                "insert into contract_file (organisation_id, checksum, contents, uploaded_at) values (?, '', '', ?)"
                        + " returning id",
                organisation,
                at(ended));
        return id(
                "insert into scan (organisation_id, kind, origin, dataset_id, contract_file_id, file_path,"
                        + " data_source_id, definition_name, state, created_at, started_at, ended_at)"
                        + " values (?, 'verifyContract', 'local', ?, ?, 'orders.yml', ?, 'orders',"
                        + " 'completedWithFailures', ?, ?, ?) returning id",
                organisation,
                dataset,
                file,
                source,
                at(ended),
                at(ended),
                at(ended));
    }

    /// Sets columns of a scan by name.
    void update(UUID scan, Map<String, Object> columns) {
        columns.forEach((column, value) -> run(
                "update scan set " + column + " = ? where id = ?",
                value instanceof Instant instant ? at(instant) : value,
                scan));
    }

    void counts(UUID scan, int passed, int warned, int failed, int unevaluated) {
        run(
                "update scan set passed = ?, warned = ?, failed = ?, unevaluated = ? where id = ?",
                passed,
                warned,
                failed,
                unevaluated,
                scan);
    }

    void failedRows(UUID scan, List<WarehouseTable> tables) {
        run("update scan set failed_rows = ?::jsonb where id = ?", WireJson.text(tables), scan);
    }

    void columns(UUID organisation, UUID scan, String dataset, List<ColumnMetadata> columns) {
        run(
                "insert into scan_result (scan_id, organisation_id, epoch, document) values (?, ?, 1, ?::jsonb)",
                scan,
                organisation,
                WireJson.text(
                        Map.of("metadata", List.of(Map.of("datasetQualifiedName", dataset, "schema", columns)))));
    }

    UUID check(
            UUID organisation,
            UUID dataset,
            String identity,
            String type,
            String name,
            @Nullable String column,
            String definition,
            int position) {
        return id(
                "insert into quality_check (organisation_id, dataset_id, identity, path, name, check_type, column_name,"
                        + " definition, position, attributes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, '[]') returning id",
                organisation,
                dataset,
                identity,
                identity,
                name,
                type,
                column,
                definition,
                position);
    }

    void result(
            UUID organisation, UUID check, UUID scan, Outcome outcome, Diagnostics diagnostics, Instant recorded) {
        run(
                "insert into check_result (organisation_id, check_id, scan_id, outcome, value, diagnostics,"
                        + " data_timestamp, recorded_at) values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)",
                organisation,
                check,
                scan,
                outcome.name(),
                diagnostics.value(),
                WireJson.text(diagnostics),
                at(recorded),
                at(recorded));
    }

    void log(UUID organisation, UUID scan, int line, Level level, String message, Instant logged) {
        run(
                "insert into scan_log (scan_id, organisation_id, epoch, line, level, message, logged_at)"
                        + " values (?, ?, 1, ?, ?, ?, ?)",
                scan,
                organisation,
                line,
                level.name(),
                message,
                at(logged));
    }

    void event(UUID organisation, UUID scan, String event, @Nullable String detail, Instant happened) {
        run(
                "insert into scan_event (scan_id, organisation_id, epoch, event, detail, happened_at)"
                        + " values (?, ?, 1, ?, ?, ?)",
                scan,
                organisation,
                event,
                detail,
                at(happened));
    }

    void run(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepared(sql, values)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> texts(String sql) {
        try (PreparedStatement statement = prepared(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID id(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getObject(1, UUID.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private Array array(List<String> texts) {
        try {
            return connection.createArrayOf("text", texts.toArray());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
