package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Scans;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Arrays;
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
                        .map(json -> WireJson.read(json, Diagnostics.class))
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
        return FailedRows.of(Scans.failedRows(row.getString("failed_rows")), names);
    }

    private static State state(String outcome) {
        return State.of(Outcome.valueOf(outcome));
    }
}
