package io.seltzer.cloud.store;

import io.seltzer.monitor.MonitorMetric;
import io.seltzer.monitor.MonitorMetric.Subject;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// What a change of settings means for the series of monitors: the sentences in their histories, a state that must be
/// built anew, or a new series altogether.
final class MonitorSeries {
    private static final String TELL =
            """
            insert into monitor_change (monitor_id, organisation_id, changed_at, changed_by, what)
            select $1, $2, $3, $4, what from unnest($5::text[]) as what""";

    private static final String TELL_ALL =
            """
            insert into monitor_change (monitor_id, organisation_id, changed_at, changed_by, what)
            select monitor.id, $2, $3, $4, what from monitor, unnest($5::text[]) as what
            where monitor.dataset_id = $1 and monitor.deleted_at is null""";

    private static final String END =
            "update monitor set series_since = $2 where id = any($1) and deleted_at is null";

    private static final String END_OF_DATASET =
            """
            update monitor set series_since = $2
            where dataset_id = $1 and deleted_at is null and ($3 or not metric = any($4))""";

    private static final String FORGET =
            """
            update monitor_series set generation = generation + 1, state = null, state_time = null
            where monitor_id = any($1)""";

    private static final String FORGET_OF_DATASET =
            """
            update monitor_series set generation = generation + 1, state = null, state_time = null
            where monitor_id in (select id from monitor where dataset_id = $1 and deleted_at is null)""";

    /// Of what has no partitions.
    private static final String[] CATALOG = Arrays.stream(MonitorMetric.values())
            .filter(metric -> metric.subject() == Subject.CATALOG)
            .map(MonitorMetric::key)
            .toArray(String[]::new);

    private MonitorSeries() {}

    /// Who changes something, and when.
    ///
    /// @param by id of an API key, or another name
    record Author(UUID organisation, String by, OffsetDateTime now) {}

    static Future<Void> tell(SqlConnection connection, Author author, UUID monitor, List<String> sentences) {
        return told(connection, TELL, author, monitor, sentences);
    }

    /// In the history of each monitor of a dataset.
    static Future<Void> tellAll(SqlConnection connection, Author author, UUID dataset, List<String> sentences) {
        return told(connection, TELL_ALL, author, dataset, sentences);
    }

    private static Future<Void> told(
            SqlConnection connection, String sql, Author author, UUID subject, List<String> sentences) {
        Tuple values = Tuple.of(subject, author.organisation(), author.now(), author.by())
                .addArrayOfString(sentences.toArray(String[]::new));
        return sentences.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(sql).execute(values).mapEmpty();
    }

    /// From now on the monitor has another series.
    static Future<Void> end(SqlConnection connection, Author author, UUID monitor) {
        UUID[] monitors = {monitor};
        return connection
                .preparedQuery(END)
                .execute(Tuple.of(monitors, author.now()))
                .compose(_ -> forget(connection, monitors));
    }

    /// Where the settings have other partitions, their series are others from now on. What the catalog says is not of
    /// partitions: it begins anew with another pace, and is learnt anew by another calendar.
    static Future<Void> endThose(
            SqlConnection connection,
            Author author,
            UUID dataset,
            MonitoringSettings before,
            MonitoringSettings after) {
        if (before.hasPartitionsOf(after)) {
            return Future.succeededFuture();
        }
        boolean isAll = before.cadence() != after.cadence();
        Tuple values = Tuple.of(dataset, author.now(), isAll).addArrayOfString(CATALOG);
        return connection
                .preparedQuery(END_OF_DATASET)
                .execute(values)
                .compose(_ -> connection.preparedQuery(FORGET_OF_DATASET).execute(Tuple.of(dataset)))
                .mapEmpty();
    }

    /// The next scan builds the states from history.
    static Future<Void> forget(SqlConnection connection, UUID... monitors) {
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.tuple().addArrayOfUUID(monitors))
                .mapEmpty();
    }
}
