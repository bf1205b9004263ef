package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Database;
import io.seltzer.monitor.Monitor;
import io.seltzer.protocol.results.Diagnostics;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads the page of one monitor.
final class MonitorQueries {
    /// The newest of them are on the page; older ones are asked for.
    static final int MOST_POINTS = 2_000;

    private static final int MOST_GROUPS = 1_000;
    private static final int MOST_CHANGES = 200;
    private static final String MONITOR =
            """
            select m.definition::text as definition, %s, %s
            from monitor m
            join dataset d on d.id = m.dataset_id
            left join monitoring w on w.dataset_id = d.id
            where m.id = $1 and m.deleted_at is null"""
                    .formatted(ScanRow.DATASET_COLUMNS, MonitorRow.SCHEDULE_COLUMNS);
    private static final String GROUPS =
            """
            select s.group_key, p.verdict, p.reason, p.missing_points
            from monitor_series s
            join monitor m on m.id = s.monitor_id
            left join lateral (
                select x.verdict, x.reason, x.missing_points, x.score from measurement x
                where x.monitor_id = s.monitor_id and x.group_key = s.group_key and x.scan_time >= m.series_since
                order by x.data_time desc limit 1) p on true
            where s.monitor_id = $1 and s.group_key <> ''
            order by case p.verdict when 'anomaly' then 0 when 'continuing' then 1 when 'unknown' then 2
                                    when 'expected' then 3 else 4 end, s.group_key
            limit $2""";
    private static final String POINTS =
            """
            select %s from measurement p
            where p.monitor_id = $1 and p.group_key = $2 and p.data_time < $3
              and p.scan_time >= (select series_since from monitor where id = $1)
            order by p.data_time desc limit $4"""
                    .formatted(MonitorRow.POINT_COLUMNS);
    private static final String CHANGES =
            """
            select changed_at, changed_by, what from monitor_change
            where monitor_id = $1 order by changed_at desc, id desc limit $2""";
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private final Database database;

    MonitorQueries(Database database) {
        this.database = database;
    }

    /// Empty when the organisation has no such monitor.
    Future<Optional<MonitorReading>> series(Caller visitor, MonitorRequest request) {
        return database.inOrganisation(visitor.organisation(), connection -> {
            Future<RowSet<Row>> monitor = connection.preparedQuery(MONITOR).execute(Tuple.of(request.id()));
            Future<RowSet<Row>> groups =
                    connection.preparedQuery(GROUPS).execute(Tuple.of(request.id(), MOST_GROUPS));
            Future<RowSet<Row>> changes =
                    connection.preparedQuery(CHANGES).execute(Tuple.of(request.id(), MOST_CHANGES));
            return Future.all(monitor, groups, changes).compose(_ -> monitor.result().stream()
                    .findFirst()
                    .map(row -> series(connection, request, row, groups.result(), changes.result()).map(Optional::of))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
        });
    }

    /// Whether the organisation has this monitor.
    Future<Boolean> has(Caller visitor, UUID id) {
        return database.inOrganisation(
                visitor.organisation(),
                connection -> connection.preparedQuery(MONITOR).execute(Tuple.of(id)).map(rows -> rows.size() > 0));
    }

    private static Future<MonitorReading> series(
            SqlConnection connection, MonitorRequest request, Row row, RowSet<Row> series, RowSet<Row> changes) {
        Monitor monitor = MonitorRow.monitor(row);
        Schedule schedule = MonitorRow.schedule(row).orElse(Schedule.NONE);
        List<MonitorView.Group> groups =
                monitor.grouping() == null ? List.of() : series.stream().map(MonitorQueries::group).toList();
        String group = groups.isEmpty() ? "" : request.group().orElse(groups.getFirst().name());
        Tuple values = Tuple.of(
                request.id(), group, request.until().orElse(FAR).atOffset(ZoneOffset.UTC), MOST_POINTS + 1);
        return connection.preparedQuery(POINTS).execute(values).map(rows -> {
            List<MonitorPoint> newestFirst = rows.stream().map(MonitorRow::point).toList();
            boolean more = newestFirst.size() > MOST_POINTS;
            return new MonitorReading(
                    monitor,
                    ScanRow.dataset(row),
                    schedule,
                    group,
                    groups,
                    (more ? newestFirst.subList(0, MOST_POINTS) : newestFirst).reversed(),
                    more,
                    changes.stream().map(change -> change(change, schedule)).toList().reversed());
        });
    }

    private static MonitorView.Group group(Row row) {
        return new MonitorView.Group(
                row.getString("group_key"),
                Optional.ofNullable(row.getString("verdict"))
                        .map(verdict -> Verdict.of(
                                Diagnostics.Verdict.valueOf(verdict),
                                row.getString("reason"),
                                row.getInteger("missing_points")))
                        .orElse(Verdict.NOT_MEASURED));
    }

    private static MonitorChange change(Row row, Schedule schedule) {
        Instant time = MonitorRow.instant(row, "changed_at").orElseThrow();
        return new MonitorChange(time, schedule.minute(time), row.getString("changed_by"), row.getString("what"));
    }
}
