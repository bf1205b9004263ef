package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Database;
import io.seltzer.monitor.Detection;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// What the pages write, in the rows in which they find it again.
final class TestMonitorStore implements MonitorFeedback, MonitorSettings {
    private final Database database;

    TestMonitorStore(Database database) {
        this.database = database;
    }

    @Override
    public Future<Void> mark(
            UUID organisation, UUID monitor, String group, List<Instant> points, String mark, String who) {
        OffsetDateTime[] times =
                points.stream().map(point -> point.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        return database.inOrganisation(organisation, connection -> connection
                .preparedQuery(
                        """
                        update measurement set mark = nullif($4, 'clear'), marked_by = $5, marked_at = $6
                        where monitor_id = $1 and group_key = $2 and data_time = any($3)""")
                .execute(Tuple.of(monitor, group, times, mark, who, database.now()))
                .mapEmpty());
    }

    @Override
    public Future<Void> apply(UUID organisation, UUID monitor, Detection detection, String who) {
        return database.inOrganisation(organisation, connection -> connection
                .preparedQuery("update monitor set definition = jsonb_set(definition, '{detection}', $2::text::jsonb)"
                        + " where id = $1")
                .execute(Tuple.of(monitor, WireJson.text(detection)))
                .compose(_ -> connection
                        .preparedQuery("insert into monitor_change (monitor_id, organisation_id, changed_at, changed_by,"
                                + " what) values ($1, $2, $3, $4, $5)")
                        .execute(Tuple.of(
                                monitor, organisation, database.now(), who, "sensitivity " + detection.sensitivity())))
                .mapEmpty());
    }
}
