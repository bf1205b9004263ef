package io.seltzer.cloud.web;

import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the tables' rows become checks and failed rows of a page.
final class CheckRow {
    private CheckRow() {}

    /// Columns: identity, name, column_name, definition, outcome, diagnostics, recorded_at, outcomes; the last
    /// four may be null.
    static MeasuredCheck check(Row row) {
        return new MeasuredCheck(
                row.getString("identity"),
                row.getString("name"),
                row.getString("column_name"),
                row.getString("definition"),
                Optional.ofNullable(row.getString("outcome")).map(CheckRow::state).orElse(State.NO_RESULT),
                Optional.ofNullable(row.getString("diagnostics"))
                        .map(json -> WireJson.read(utf8(json), Diagnostics.class))
                        .orElse(null),
                Optional.ofNullable(row.getOffsetDateTime("recorded_at"))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                Optional.ofNullable(row.getArrayOfStrings("outcomes")).stream()
                        .flatMap(Arrays::stream)
                        .map(CheckRow::state)
                        .toList());
    }

    /// Column: failed_rows, null when the scan wrote none.
    ///
    /// @param names of checks by identity
    static FailedRows failedRows(Row row, Map<String, String> names) {
        return Optional.ofNullable(row.getString("failed_rows"))
                .map(json -> List.of(WireJson.read(utf8(json), WarehouseTable[].class)))
                .map(tables -> FailedRows.of(tables, names))
                .orElse(FailedRows.NONE);
    }

    static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static State state(String outcome) {
        return State.of(Outcome.valueOf(outcome));
    }
}
