package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Database;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads lists of monitors: those that need a person first, a page at a time.
final class MonitorListQueries {
    /// Which part of a dataset's monitors a list is of.
    enum Part {
        ALL,
        /// Of the dataset as a whole.
        CARDS,
        /// Of columns, of groups, and queries of users.
        TABLE
    }

    /// @param points the last seven, oldest first
    record Listed(MonitorLine line, MonitorMetric metric, List<MonitorPoint> points) {}

    /// @param total all that fit the filter
    record Lines(List<Listed> listed, int total) {
        List<MonitorLine> lines() {
            return listed.stream().map(Listed::line).toList();
        }
    }

    /// The newest point of each series decides where its monitor stands. A group that was not measured when the others
    /// were is gone. It is looked for in the last weeks first: that spares a look into each month's partition, which for
    /// thousands of monitors is most of the time. $1 dataset, $2 search, $3 verdict, $4 part, $5 limit, $6 offset.
    private static final String LIST =
            """
            with wanted as (
                select m.id, m.definition -> 'grouping' is not null as is_grouped, m.series_since, w.next_due - interval '40 days' as since
                from monitor m
                join dataset d on d.id = m.dataset_id
                left join monitoring w on w.dataset_id = d.id
                where m.deleted_at is null and ($1::uuid is null or m.dataset_id = $1)
                  and ($2 = '' or strpos(lower(m.name || ' ' || coalesce(m.column_name, '') || ' ' || d.qualified_name),
                                         lower($2)) > 0)
                  and ($4 = 'ALL' or ($4 = 'CARDS') = (m.column_name is null and m.metric <> 'custom_sql'
                                                       and m.definition -> 'grouping' is null))
            ), series as (
                select id, '' as group_key, series_since, since from wanted where not is_grouped
                union all
                select w.id, s.group_key, w.series_since, w.since from wanted w join monitor_series s on s.monitor_id = w.id and s.group_key <> ''
                where is_grouped
            ), newest as (
                select s.id, s.group_key, p.data_time, p.score,
                       case p.verdict when 'anomaly' then 0 when 'continuing' then 1 when 'unknown' then 2 else 4 end as rank
                from series s
                left join lateral (
                    select x.data_time, x.verdict, x.score from measurement x
                    where x.monitor_id = s.id and x.group_key = s.group_key and x.data_time >= s.since
                      and x.scan_time >= s.series_since
                    order by x.data_time desc limit 1) late on true
                left join lateral (
                    select x.data_time, x.verdict, x.score from measurement x
                    where late.data_time is null and x.monitor_id = s.id and x.group_key = s.group_key
                      and x.scan_time >= s.series_since
                    order by x.data_time desc limit 1) early on true
                cross join lateral (
                    select coalesce(late.data_time, early.data_time) as data_time,
                           coalesce(late.verdict, early.verdict) as verdict, coalesce(late.score, early.score) as score) p
                where p.data_time is not null
            ), worst as (
                select distinct on (id) id, group_key, rank, score
                from newest order by id, data_time desc, rank, score desc, group_key
            )
            select m.definition::text as definition, coalesce(o.group_key, '') as group_key, count(*) over () as total,
                   %s, %s
            from wanted v
            join monitor m on m.id = v.id
            join dataset d on d.id = m.dataset_id
            left join monitoring w on w.dataset_id = d.id
            left join worst o on o.id = v.id
            where $3 = '' or ($3 = 'anomaly' and o.rank < 2) or ($3 = 'unknown' and o.rank = 2)
               or ($3 = 'expected' and o.rank = 4) or ($3 = 'none' and o.rank is null)
            order by coalesce(o.rank, 3), case when o.rank < 2 then -o.score else 0 end, d.table_name, m.name, m.id
            limit $5 offset $6"""
                    .formatted(ScanRow.DATASET_COLUMNS, MonitorRow.SCHEDULE_COLUMNS);
    private static final String POINTS =
            """
            select s.monitor_id, s.group_key, p.*
            from unnest($1::uuid[], $2::text[]) as s (monitor_id, group_key)
            cross join lateral (
                select %s from measurement p
                where p.monitor_id = s.monitor_id and p.group_key = s.group_key
                  and p.scan_time >= (select series_since from monitor where id = s.monitor_id)
                order by p.data_time desc limit %d) p"""
                    .formatted(MonitorRow.POINT_COLUMNS, Spark.POINTS);
    private static final String ANY =
            "select exists (select from monitor where deleted_at is null and ($1::uuid is null or dataset_id = $1))";
    private static final String DATASET = "select " + ScanRow.DATASET_COLUMNS + " from dataset d where d.id = $1";

    private record Series(UUID monitor, String group) {}

    private final Database database;

    MonitorListQueries(Database database) {
        this.database = database;
    }

    /// Empty when the organisation has no such dataset.
    Future<Optional<MonitorList>> list(Caller visitor, MonitorFilter filter, int page) {
        return database.inOrganisation(visitor.organisation(), connection -> {
            Future<Lines> lines = lines(connection, filter, Part.ALL, page);
            Future<Optional<DatasetName>> dataset = dataset(connection, filter.dataset());
            Future<Boolean> any = any(connection, filter.dataset());
            return Future.all(lines, dataset, any).map(_ -> {
                if (filter.dataset().isPresent() && dataset.result().isEmpty()) {
                    return Optional.empty();
                }
                Map<String, String> parameters = filter.parameters();
                filter.dataset().ifPresent(id -> parameters.put("dataset", id.toString()));
                return Optional.of(new MonitorList(
                        filter,
                        lines.result().lines(),
                        new Paging("/monitors", parameters, page, lines.result().total()),
                        dataset.result(),
                        any.result()));
            });
        });
    }

    static Future<Lines> lines(SqlConnection connection, MonitorFilter filter, Part part, int page) {
        Tuple values = Tuple.of(
                filter.dataset().orElse(null), filter.search(), filter.verdict(), part.name(), Paging.SIZE,
                Paging.offset(page));
        return connection.preparedQuery(LIST).execute(values).compose(rows -> points(connection, rows)
                .map(points -> new Lines(
                        rows.stream().map(row -> listed(row, points)).toList(),
                        rows.stream().findFirst().map(row -> row.getInteger("total")).orElse(0))));
    }

    private static Future<Map<Series, List<MonitorPoint>>> points(SqlConnection connection, RowSet<Row> monitors) {
        UUID[] ids = monitors.stream().map(row -> MonitorRow.monitor(row).id()).toArray(UUID[]::new);
        String[] groups = monitors.stream().map(row -> row.getString("group_key")).toArray(String[]::new);
        return connection.preparedQuery(POINTS).execute(Tuple.of(ids, (Object) groups)).map(rows -> {
            Map<Series, List<MonitorPoint>> points = new HashMap<>();
            for (Row row : rows) {
                Series series = new Series(row.getUUID("monitor_id"), row.getString("group_key"));
                points.computeIfAbsent(series, _ -> new ArrayList<>()).addFirst(MonitorRow.point(row));
            }
            return points;
        });
    }

    private static Listed listed(Row row, Map<Series, List<MonitorPoint>> read) {
        Monitor monitor = MonitorRow.monitor(row);
        String group = row.getString("group_key");
        Schedule schedule = MonitorRow.schedule(row).orElse(Schedule.NONE);
        List<MonitorPoint> points = read.getOrDefault(new Series(monitor.id(), group), List.of());
        MonitorLine line = MonitorLine.of(monitor, ScanRow.dataset(row), schedule, group, points);
        return new Listed(line, monitor.metric(), points);
    }

    static Future<Optional<DatasetName>> dataset(SqlConnection connection, Optional<UUID> id) {
        return id.map(wanted -> connection
                        .preparedQuery(DATASET)
                        .execute(Tuple.of(wanted))
                        .map(rows -> rows.stream().findFirst().map(ScanRow::dataset)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    static Future<Boolean> any(SqlConnection connection, Optional<UUID> dataset) {
        return connection
                .preparedQuery(ANY)
                .execute(Tuple.of(dataset.orElse(null)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
