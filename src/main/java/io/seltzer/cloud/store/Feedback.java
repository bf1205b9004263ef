package io.seltzer.cloud.store;

import io.seltzer.protocol.monitoring.SeriesAnswer.Mark;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What people say of points. The verdicts stay; the series is learnt anew with the next scan.
public final class Feedback {
    public static final int MOST_POINTS = 1_000;

    /// A point without a mark of somebody is excluded if a rule excluded it when it was decided.
    private static final String MARK =
            """
            update measurement
            set mark = coalesce($4, case when reason = 'excluded' then 'excluded' end),
                marked_by = case when $4 is not null then $5 end,
                marked_at = case when $4 is not null then $6::timestamptz end
            where monitor_id = $1 and group_key = $2 and data_time = any($3)""";

    private static final String FORGET =
            """
            update monitor_series set generation = generation + 1, state = null, state_time = null
            where monitor_id = $1 and group_key = $2""";

    private final Database database;

    public Feedback(Database database) {
        this.database = database;
    }

    /// All points or none. Fails with [Refused] when the monitor or one of the points does not exist.
    ///
    /// @param by id of who says it
    /// @param group empty for a monitor without groups
    /// @param points data times, 1 to 1,000
    /// @param mark `expected` or `anomaly`; empty to take back what was said
    public Future<Void> give(
            UUID organisation, String by, UUID monitor, String group, List<Instant> points, Optional<Mark> mark) {
        OffsetDateTime[] times =
                points.stream().distinct().map(StorableTime::of).toArray(OffsetDateTime[]::new);
        if (times.length < 1 || times.length > MOST_POINTS) {
            throw Refused.invalid("feedback.points", "Name 1 to " + MOST_POINTS + " points.");
        }
        if (mark.equals(Optional.of(Mark.excluded))) {
            throw Refused.invalid("feedback.mark", "A point is marked as expected or as an anomaly.");
        }
        Tuple values = Tuple.of(monitor, group)
                .addArrayOfOffsetDateTime(times)
                .addString(mark.map(Mark::name).orElse(null))
                .addString(by)
                .addOffsetDateTime(database.now());
        return database.inOrganisation(organisation, connection -> Monitors.find(connection, monitor)
                .compose(_ -> connection.preparedQuery(MARK).execute(values))
                .compose(marked -> marked.rowCount() == times.length
                        ? connection.preparedQuery(FORGET).execute(Tuple.of(monitor, group))
                        : Future.failedFuture(Refused.notFound(
                                "feedback.point-not-found",
                                "The monitor has no point at one of these times. Take the times from its results.")))
                .mapEmpty());
    }
}
