package io.seltzer.cloud.web;

import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Monitor;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.SchemaChanges;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the tables' rows become monitors and points of a page.
final class MonitorRow {
    /// Reads points; alias `p`.
    static final String POINT_COLUMNS =
            """
            p.data_time, p.value, p.verdict, p.reason, p.missing_points, p.expected, p.lower_bound, p.upper_bound, p.score,
            p.sensitivity, p.schema_changes::text as schema_changes, p.mark, p.marked_by, p.marked_at, p.scan_id, p.scan_time,
            p.backfilled""";

    /// Reads when and how a dataset is measured; alias `w`, may be absent.
    static final String SCHEDULE_COLUMNS = "w.cadence, w.time_zone, w.partition_column, w.enabled, w.next_due";

    private MonitorRow() {}

    static MonitorPoint point(Row row) {
        return new MonitorPoint(
                instant(row, "data_time").orElseThrow(),
                row.getDouble("value"),
                Diagnostics.Verdict.valueOf(row.getString("verdict")),
                row.getString("reason"),
                row.getInteger("missing_points"),
                row.getDouble("expected"),
                row.getDouble("lower_bound"),
                row.getDouble("upper_bound"),
                row.getDouble("score"),
                row.getDouble("sensitivity"),
                changes(row.getString("schema_changes")),
                row.getString("mark"),
                row.getString("marked_by"),
                instant(row, "marked_at").orElse(null),
                row.getUUID("scan_id"),
                instant(row, "scan_time").orElseThrow(),
                row.getBoolean("backfilled"));
    }

    /// Column: definition.
    static Monitor monitor(Row row) {
        return WireJson.read(row.getString("definition"), Monitor.class);
    }

    /// Empty for a dataset that is not measured.
    static Optional<Schedule> schedule(Row row) {
        return Optional.ofNullable(row.getString("cadence"))
                .flatMap(Cadence::of)
                .map(cadence -> new Schedule(
                        cadence,
                        ZoneId.of(row.getString("time_zone")),
                        Optional.ofNullable(row.getString("partition_column")),
                        row.getBoolean("enabled"),
                        instant(row, "next_due").orElseThrow()));
    }

    static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    private static @Nullable SchemaChanges changes(@Nullable String json) {
        return json == null ? null : WireJson.read(json, SchemaChanges.class);
    }
}
