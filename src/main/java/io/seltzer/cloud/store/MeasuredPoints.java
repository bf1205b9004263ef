package io.seltzer.cloud.store;

import io.seltzer.protocol.Instruction.Kind;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.Decided.SeriesState;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes points of series, and the states of their detectors. Each series whose points change gets the next generation:
/// a state that does not know of the change is not kept, whoever sends it.
final class MeasuredPoints {
    /// A newer scan's point stays; what people say of a point stays, unless the point was of another series.
    private static final String STORE =
            """
            with scan as (select id, organisation_id, created_at from scan where id = $1),
            stored as (
                insert into measurement as known (
                    organisation_id, monitor_id, group_key, data_time, value, raw, verdict, reason, missing_points,
                    expected, lower_bound, upper_bound, score, direction, alert, sensitivity, schema_changes, mark,
                    scan_id, scan_time, backfilled)
                select scan.organisation_id, monitor_id, group_key, data_time, value, raw, verdict, reason,
                       missing_points, expected, lower_bound, upper_bound, score, direction, alert, sensitivity,
                       schema_changes, mark, scan.id, scan.created_at, $3
                from jsonb_to_recordset($2::text::jsonb) as decided (
                    monitor_id uuid, group_key text, data_time timestamptz, value double precision,
                    raw double precision, verdict text, reason text, missing_points int, expected double precision,
                    lower_bound double precision, upper_bound double precision, score double precision,
                    direction int, alert boolean, sensitivity double precision, schema_changes jsonb, mark text), scan
                order by monitor_id, group_key, data_time
                on conflict (monitor_id, group_key, data_time) do update
                    set value = excluded.value, raw = excluded.raw, verdict = excluded.verdict,
                        reason = excluded.reason, missing_points = excluded.missing_points,
                        expected = excluded.expected, lower_bound = excluded.lower_bound,
                        upper_bound = excluded.upper_bound, score = excluded.score,
                        direction = excluded.direction, alert = excluded.alert,
                        sensitivity = excluded.sensitivity, schema_changes = excluded.schema_changes,
                        mark = case when %1$s then known.mark else excluded.mark end,
                        marked_by = case when %1$s then known.marked_by end,
                        marked_at = case when %1$s then known.marked_at end,
                        scan_id = excluded.scan_id, scan_time = excluded.scan_time,
                        backfilled = excluded.backfilled
                    where known.scan_time <= excluded.scan_time
                      and (known.value, known.raw, known.verdict, known.reason, known.missing_points,
                           known.expected, known.lower_bound, known.upper_bound, known.score, known.direction,
                           known.alert, known.sensitivity, known.schema_changes, known.scan_id)
                          is distinct from
                          (excluded.value, excluded.raw, excluded.verdict, excluded.reason, excluded.missing_points,
                           excluded.expected, excluded.lower_bound, excluded.upper_bound, excluded.score,
                           excluded.direction, excluded.alert, excluded.sensitivity, excluded.schema_changes,
                           excluded.scan_id)
                returning monitor_id, group_key
            )
            select distinct monitor_id, group_key from stored"""
                    .formatted(
                            "known.marked_by is not null and known.scan_time >="
                                    + " (select series_since from monitor where monitor.id = known.monitor_id)");

    /// The generation that was sent, and one more.
    private static final String MOVE_ON =
            """
            insert into monitor_series as known (monitor_id, group_key, organisation_id, generation, state, state_time)
            select monitor_id, group_key, $1, generation + 1, state, state_time
            from unnest($2::uuid[], $3::text[], $4::bigint[], $5::bytea[], $6::timestamptz[])
                as changed (monitor_id, group_key, generation, state, state_time)
            order by monitor_id, group_key
            on conflict (monitor_id, group_key) do update
                set generation = known.generation + 1,
                    state = case when known.generation = excluded.generation - 1 then excluded.state end,
                    state_time = case when known.generation = excluded.generation - 1 then excluded.state_time end""";

    /// Of series whose points are as they were.
    private static final String KEEP =
            """
            update monitor_series as known set state = sent.state, state_time = sent.state_time
            from unnest($1::uuid[], $2::text[], $3::bigint[], $4::bytea[], $5::timestamptz[])
                as sent (monitor_id, group_key, generation, state, state_time)
            where known.monitor_id = sent.monitor_id and known.group_key = sent.group_key
              and known.generation = sent.generation and known.state is distinct from sent.state""";

    /// Of no series that is known: no state is kept.
    private static final long NO_GENERATION = -1;

    private MeasuredPoints() {}

    private record Series(UUID monitor, String group) {
        static Series of(SeriesState state) {
            return new Series(state.monitor(), state.group() == null ? "" : state.group());
        }
    }

    /// @param states of series that are monitored still
    static Future<Void> store(
            SqlConnection connection,
            UUID organisation,
            LockedInstruction held,
            List<DecidedPoint> points,
            List<SeriesState> states) {
        Map<Series, SeriesState> sent = bySeries(states);
        Tuple values = Tuple.of(held.scan(), WireJson.text(points), held.kind() == Kind.backfill);
        return connection
                .preparedQuery(STORE)
                .execute(values)
                .map(MeasuredPoints::changed)
                .compose(changed -> moveOn(connection, organisation, changed, sent)
                        .compose(_ -> keep(connection, changed, sent)));
    }

    private static Map<Series, SeriesState> bySeries(List<SeriesState> states) {
        Map<Series, SeriesState> bySeries = new LinkedHashMap<>();
        for (SeriesState state : states) {
            if (bySeries.put(Series.of(state), state) != null) {
                throw Refused.invalid("monitoring.duplicate-state", "Two states are of the same series.");
            }
        }
        return bySeries;
    }

    private static Set<Series> changed(RowSet<Row> rows) {
        Set<Series> changed = new HashSet<>();
        rows.forEach(row -> changed.add(new Series(row.getUUID("monitor_id"), row.getString("group_key"))));
        return changed;
    }

    private static Future<Void> moveOn(
            SqlConnection connection, UUID organisation, Set<Series> changed, Map<Series, SeriesState> sent) {
        Map<Series, @Nullable SeriesState> states = new HashMap<>();
        changed.forEach(series -> states.put(series, sent.get(series)));
        return states.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(MOVE_ON)
                        .execute(arrays(Tuple.of(organisation), states))
                        .mapEmpty();
    }

    private static Future<Void> keep(
            SqlConnection connection, Set<Series> changed, Map<Series, SeriesState> sent) {
        Map<Series, @Nullable SeriesState> states = new HashMap<>(sent);
        states.keySet().removeAll(changed);
        return states.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(KEEP).execute(arrays(Tuple.tuple(), states)).mapEmpty();
    }

    private static Tuple arrays(Tuple first, Map<Series, @Nullable SeriesState> states) {
        List<Series> series = List.copyOf(states.keySet());
        List<Optional<SeriesState>> sent =
                series.stream().map(one -> Optional.ofNullable(states.get(one))).toList();
        return first.addArrayOfUUID(series.stream().map(Series::monitor).toArray(UUID[]::new))
                .addArrayOfString(series.stream().map(Series::group).toArray(String[]::new))
                .addArrayOfLong(sent.stream()
                        .map(state -> state.map(SeriesState::generation).orElse(NO_GENERATION))
                        .toArray(Long[]::new))
                .addArrayOfBuffer(sent.stream()
                        .map(state -> state.map(SeriesState::state).map(Buffer::buffer).orElse(null))
                        .toArray(Buffer[]::new))
                .addArrayOfOffsetDateTime(sent.stream()
                        .map(state -> state.map(SeriesState::time).map(StorableTime::of).orElse(null))
                        .toArray(OffsetDateTime[]::new));
    }
}
