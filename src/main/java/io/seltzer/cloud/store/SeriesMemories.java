package io.seltzer.cloud.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.SeriesAnswer;
import io.seltzer.protocol.monitoring.SeriesAnswer.Mark;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import io.seltzer.protocol.monitoring.SeriesAnswer.Point;
import io.seltzer.protocol.monitoring.SeriesQuery;
import io.seltzer.protocol.monitoring.SeriesQuery.Wanted;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is remembered of the series that a scan has measured: the state of each detector, or the history to build it from.
public final class SeriesMemories {
    /// Of all histories of one answer.
    public static final int MOST_POINTS = 500_000;

    /// Of one query.
    public static final int MOST_SERIES = 10_000;

    // Before the histories, so that a point which comes between is one that the generation does not know of.
    private static final String SERIES =
            """
            select wanted.position, monitor.definition::text as definition, dataset.qualified_name,
                   monitoring.cadence, monitoring.time_zone, coalesce(series.generation, 0) as generation,
                   case when series.state_time < wanted.from_time and not wanted.rebuild then series.state end as state,
                   before.raw as previous,
                   case when monitor.metric = '%1$s' and seen.scan_id = $1 then seen.previous
                        when monitor.metric = '%1$s' then seen.columns end::text as known_schema
            from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::boolean[]) with ordinality
                as wanted (monitor_id, group_key, from_time, rebuild, position)
            join monitor on monitor.id = wanted.monitor_id and monitor.deleted_at is null
            join monitoring_scan on monitoring_scan.scan_id = $1 and monitoring_scan.dataset_id = monitor.dataset_id
            join dataset on dataset.id = monitor.dataset_id
            join monitoring on monitoring.dataset_id = dataset.id
            left join monitor_series as series
                on series.monitor_id = wanted.monitor_id and series.group_key = wanted.group_key
            left join dataset_schema as seen on seen.dataset_id = dataset.id
            left join lateral (
                select raw from measurement
                where monitor.metric = '%2$s' and monitor_id = wanted.monitor_id and group_key = wanted.group_key
                  and data_time < wanted.from_time and raw is not null and scan_time >= monitor.series_since
                order by data_time desc limit 1
            ) as before on true
            order by wanted.position"""
                    .formatted(MonitorMetric.SCHEMA_CHANGES.key(), MonitorMetric.TOTAL_ROW_COUNT_CHANGE.key());

    private static final String HISTORIES =
            """
            select wanted.position, point.*
            from unnest($1::uuid[], $2::text[], $3::bigint[]) as wanted (monitor_id, group_key, position)
            join monitor on monitor.id = wanted.monitor_id
            cross join lateral (
                select data_time, value, raw, mark, sensitivity from measurement
                where monitor_id = wanted.monitor_id and group_key = wanted.group_key
                  and scan_time >= monitor.series_since
                order by data_time desc limit %d
            ) as point
            limit %d"""
                    .formatted(SeriesAnswer.LONGEST_HISTORY, MOST_POINTS + 1);

    private static final TypeReference<List<ColumnMetadata>> COLUMNS = new TypeReference<>() {};

    private final Database database;

    public SeriesMemories(Database database) {
        this.database = database;
    }

    /// In the order of the query; without series whose monitor is gone or not of this scan. Fails with [Refused] when the
    /// epoch is an older one, or when the histories are more than fits into an answer.
    public Future<SeriesAnswer> of(UUID organisation, UUID instruction, SeriesQuery query) {
        if (query.wanted().size() > MOST_SERIES) {
            throw Refused.invalid(
                    "monitoring.too-many-series", "Ask for at most " + MOST_SERIES + " series at once.");
        }
        return database.inOrganisation(
                organisation, connection -> LockedInstruction.of(connection, instruction, query.epoch())
                        .compose(held -> held.isHeld()
                                ? answer(connection, held.scan(), query.wanted())
                                : Future.failedFuture(Refused.leaseLost())));
    }

    private static Future<SeriesAnswer> answer(SqlConnection connection, UUID scan, List<Wanted> wanted) {
        Tuple values = Tuple.of(scan)
                .addArrayOfUUID(wanted.stream().map(Wanted::monitor).toArray(UUID[]::new))
                .addArrayOfString(wanted.stream().map(SeriesMemories::key).toArray(String[]::new))
                .addArrayOfOffsetDateTime(wanted.stream()
                        .map(one -> StorableTime.of(one.from()))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfBoolean(wanted.stream().map(Wanted::rebuild).toArray(Boolean[]::new));
        return connection.preparedQuery(SERIES).execute(values).compose(series -> connection
                .preparedQuery(HISTORIES)
                .execute(withoutState(series, wanted))
                .map(points -> answer(series, histories(points), wanted)));
    }

    private static Tuple withoutState(RowSet<Row> series, List<Wanted> wanted) {
        List<Row> rows =
                series.stream().filter(row -> row.getBuffer("state") == null).toList();
        return Tuple.tuple()
                .addArrayOfUUID(
                        rows.stream().map(row -> wanted(row, wanted).monitor()).toArray(UUID[]::new))
                .addArrayOfString(
                        rows.stream().map(row -> key(wanted(row, wanted))).toArray(String[]::new))
                .addArrayOfLong(rows.stream().map(row -> row.getLong("position")).toArray(Long[]::new));
    }

    private static Wanted wanted(Row row, List<Wanted> wanted) {
        return wanted.get(Math.toIntExact(row.getLong("position") - 1));
    }

    static String key(Wanted wanted) {
        return Optional.ofNullable(wanted.group()).orElse("");
    }

    /// By position, each newest first.
    private static Map<Long, List<Point>> histories(RowSet<Row> points) {
        if (points.size() > MOST_POINTS) {
            throw Refused.invalid(
                    SeriesAnswer.TOO_LONG,
                    "The histories have more than " + MOST_POINTS + " points. Ask for fewer series at once.");
        }
        Map<Long, List<Point>> histories = new HashMap<>();
        points.forEach(row -> histories
                .computeIfAbsent(row.getLong("position"), _ -> new ArrayList<>())
                .add(point(row)));
        return histories;
    }

    private static Point point(Row row) {
        return new Point(
                row.getOffsetDateTime("data_time").toInstant(),
                row.getDouble("value"),
                row.getDouble("raw"),
                row.getString("mark") == null ? null : Mark.valueOf(row.getString("mark")),
                row.getDouble("sensitivity"));
    }

    private static SeriesAnswer answer(RowSet<Row> series, Map<Long, List<Point>> histories, List<Wanted> wanted) {
        return new SeriesAnswer(series.stream()
                .map(row -> memory(row, wanted(row, wanted), histories.getOrDefault(row.getLong("position"), List.of())))
                .toList());
    }

    private static Memory memory(Row row, Wanted wanted, List<Point> newestFirst) {
        Monitor monitor = Monitors.monitor(row);
        byte @Nullable [] state = row.getBuffer("state") == null ? null : row.getBuffer("state").getBytes();
        return new Memory(
                monitor,
                wanted.group(),
                row.getString("qualified_name"),
                Cadence.of(row.getString("cadence")).orElseThrow(),
                ZoneId.of(row.getString("time_zone")),
                row.getLong("generation"),
                state,
                state == null
                        ? newestFirst.stream().sorted(Comparator.comparing(Point::time)).toList()
                        : null,
                row.getDouble("previous"),
                columns(row.getString("known_schema")));
    }

    private static @Nullable List<ColumnMetadata> columns(@Nullable String json) {
        try {
            return json == null ? null : Objects.requireNonNull(WireJson.MAPPER.readValue(json, COLUMNS));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored columns of a dataset are no list of columns");
        }
    }
}
