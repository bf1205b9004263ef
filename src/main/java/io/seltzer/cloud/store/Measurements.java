package io.seltzer.cloud.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.SeriesAnswer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The history of monitors, as far as it is of the series that they have today.
public final class Measurements {
    private static final String MATCHING =
            """
            from measurement
            where monitor_id = $1 and ($2::text is null or group_key = $2)
              and ($3::timestamptz is null or data_time >= $3) and ($4::timestamptz is null or data_time <= $4)
              and scan_time >= (select series_since from monitor where monitor.id = $1)""";

    private static final String PAGE =
            "select measurement.*, schema_changes::text as changes " + MATCHING
                    + " order by data_time desc, group_key limit $5 offset $6";

    private static final String COUNT = "select count(*) " + MATCHING;

    /// The limit holds for each series.
    private static final String HISTORIES =
            """
            select wanted.position, point.data_time, point.value
            from unnest($1::uuid[], $2::text[]) with ordinality as wanted (monitor_id, group_key, position)
            join monitor on monitor.id = wanted.monitor_id
            cross join lateral (
                select data_time, value from measurement
                where monitor_id = wanted.monitor_id and group_key = wanted.group_key and value is not null
                  and ($3::timestamptz is null or data_time >= $3) and ($4::timestamptz is null or data_time <= $4)
                  and scan_time >= monitor.series_since
                order by data_time desc limit $5
            ) as point
            order by wanted.position, point.data_time desc
            limit %d"""
                    .formatted(SeriesMemories.MOST_POINTS + 1);

    private final Database database;

    public Measurements(Database database) {
        this.database = database;
    }

    /// Which points.
    ///
    /// @param group empty for those of all groups
    /// @param from data time, inclusive
    /// @param until data time, inclusive
    public record Filter(Optional<String> group, Optional<Instant> from, Optional<Instant> until) {
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// One series of a monitor.
    ///
    /// @param group empty for a monitor without groups
    public record Series(UUID monitor, String group) {}

    /// @param series its position in what was asked for
    public record Value(int series, OffsetDateTime dataTime, double value) {}

    /// Newest first. Fails with [Refused] when there is no such monitor.
    public Future<Paged<MeasurementPoint>> page(
            UUID organisation, UUID monitor, Filter filter, PageRequest page) {
        return database.inOrganisation(organisation, connection -> Monitors.find(connection, monitor)
                .compose(_ -> page(connection, monitor, filter, page)));
    }

    private static Future<Paged<MeasurementPoint>> page(
            SqlConnection connection, UUID monitor, Filter filter, PageRequest page) {
        Tuple values = Tuple.of(monitor)
                .addString(filter.group().orElse(null))
                .addOffsetDateTime(time(filter.from()))
                .addOffsetDateTime(time(filter.until()));
        return Paged.query(connection, PAGE, COUNT, values, page, Measurements::read);
    }

    /// Numbers alone, without gaps: those of each series together, newest first.
    ///
    /// @param limit of each series
    public Future<List<Value>> values(
            UUID organisation, List<Series> series, Filter filter, int limit) {
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(series.stream().map(Series::monitor).toArray(UUID[]::new))
                .addArrayOfString(series.stream().map(Series::group).toArray(String[]::new))
                .addOffsetDateTime(time(filter.from()))
                .addOffsetDateTime(time(filter.until()))
                .addInteger(limit);
        return database.inOrganisation(
                        organisation, connection -> connection.preparedQuery(HISTORIES).execute(values))
                .map(rows -> {
                    if (rows.size() > SeriesMemories.MOST_POINTS) {
                        throw Refused.invalid(
                                SeriesAnswer.TOO_LONG,
                                "The histories have more than " + SeriesMemories.MOST_POINTS
                                        + " points. Ask for fewer at once.");
                    }
                    return rows.stream()
                            .map(row -> new Value(
                                    Math.toIntExact(row.getLong("position") - 1),
                                    row.getOffsetDateTime("data_time"),
                                    row.getDouble("value")))
                            .toList();
                });
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> instant) {
        return instant.map(StorableTime::of).orElse(null);
    }

    private static MeasurementPoint read(Row row) {
        return new MeasurementPoint(
                row.getString("group_key"),
                row.getOffsetDateTime("data_time"),
                row.getDouble("value"),
                row.getDouble("raw"),
                row.getString("verdict"),
                row.getString("reason"),
                row.getInteger("missing_points"),
                row.getDouble("expected"),
                row.getDouble("lower_bound"),
                row.getDouble("upper_bound"),
                row.getDouble("score"),
                row.getInteger("direction"),
                row.getBoolean("alert"),
                row.getDouble("sensitivity"),
                json(row.getString("changes")),
                row.getString("mark"),
                row.getString("marked_by"),
                row.getOffsetDateTime("marked_at"),
                row.getUUID("scan_id"),
                row.getBoolean("backfilled"));
    }

    private static @Nullable JsonNode json(@Nullable String stored) {
        try {
            return stored == null ? null : WireJson.MAPPER.readTree(stored);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored document is no JSON");
        }
    }
}
