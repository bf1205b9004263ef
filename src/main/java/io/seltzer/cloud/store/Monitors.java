package io.seltzer.cloud.store;

import io.seltzer.monitor.Monitor;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The monitors of datasets. Their measurements outlive them.
public final class Monitors {
    private static final String SELECT =
            """
            select monitor.id, monitor.dataset_id, monitor.definition::text as definition, monitor.created_at,
                   monitor.series_since, latest.*
            from monitor
            left join lateral (
                select data_time, group_key, verdict, reason, missing_points, value from measurement
                where monitor_id = monitor.id and scan_time >= monitor.series_since
                  and data_time = (select data_time from measurement
                                   where monitor_id = monitor.id and scan_time >= monitor.series_since
                                   order by data_time desc limit 1)
                order by array_position(array['anomaly', 'continuing', 'unknown', 'expected'], verdict), group_key
                limit 1
            ) as latest on true
            where monitor.deleted_at is null and\s""";

    private static final String OF_DATASET = SELECT + "monitor.dataset_id = $1 order by monitor.created_at, monitor.id";
    private static final String ONE = SELECT + "monitor.id = $1";

    private static final String ADD =
            """
            insert into monitor (id, organisation_id, dataset_id, name, metric, column_name, definition, created_at,
                                 series_since)
            values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $8)""";

    private static final String LOCK =
            "select definition::text as definition from monitor where id = $1 and deleted_at is null for no key update";

    private static final String CHANGE =
            """
            update monitor set name = $2, metric = $3, column_name = $4, definition = $5::text::jsonb where id = $1""";

    private static final String DELETE = "update monitor set deleted_at = $2 where id = $1 and deleted_at is null";

    private final Database database;

    public Monitors(Database database) {
        this.database = database;
    }

    /// In the order in which they were made.
    public Future<List<WatchedMonitor>> list(UUID organisation, UUID dataset) {
        return database.inOrganisation(organisation, connection -> connection
                .preparedQuery(OF_DATASET)
                .execute(Tuple.of(dataset))
                .map(rows -> rows.stream().map(Monitors::read).toList()));
    }

    /// Fails with [Refused] when there is none, or none any more.
    public Future<WatchedMonitor> find(UUID organisation, UUID monitor) {
        return database.inOrganisation(organisation, connection -> find(connection, monitor));
    }

    static Future<WatchedMonitor> find(SqlConnection connection, UUID monitor) {
        return connection.preparedQuery(ONE).execute(Tuple.of(monitor)).map(rows -> rows.stream()
                .findFirst()
                .map(Monitors::read)
                .orElseThrow(Monitors::notFound));
    }

    public static Refused notFound() {
        return Refused.notFound("monitor.not-found", "There is no monitor with this id.");
    }

    /// Fails with [Refused] when there is no such dataset, or it is not monitored yet.
    public Future<WatchedMonitor> create(UUID organisation, UUID dataset, Monitor monitor) {
        Tuple values = Tuple.of(monitor.id(), organisation, dataset, monitor.name(), monitor.metric().key())
                .addString(monitor.column())
                .addString(WireJson.text(monitor))
                .addOffsetDateTime(database.now());
        return database.inOrganisation(organisation, connection -> DatasetMonitoring.find(connection, dataset)
                .map(DatasetMonitoring.Found::required)
                .compose(_ -> connection.preparedQuery(ADD).execute(values))
                .compose(_ -> find(connection, monitor.id())));
    }

    /// What is measured from now on is a new series where it is another number; otherwise the series goes on, and the
    /// change counts from the next point.
    ///
    /// @param by id of who changes it
    /// @param monitor as it shall be; its id says which
    public Future<WatchedMonitor> change(UUID organisation, String by, Monitor monitor) {
        MonitorSeries.Author author = new MonitorSeries.Author(organisation, by, database.now());
        Tuple values = Tuple.of(monitor.id(), monitor.name(), monitor.metric().key())
                .addString(monitor.column())
                .addString(WireJson.text(monitor));
        return database.inOrganisation(organisation, connection -> locked(connection, monitor.id())
                .compose(before -> connection
                        .preparedQuery(CHANGE)
                        .execute(values)
                        .compose(_ -> MonitorSeries.tell(connection, author, monitor.id(), changes(before, monitor)))
                        .compose(_ -> isSameNumber(before, monitor)
                                ? Future.succeededFuture()
                                : MonitorSeries.end(connection, author, monitor.id())))
                .compose(_ -> find(connection, monitor.id())));
    }

    private static Future<Monitor> locked(SqlConnection connection, UUID monitor) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(monitor)).map((RowSet<Row> rows) -> rows.stream()
                .findFirst()
                .map(Monitors::monitor)
                .orElseThrow(Monitors::notFound));
    }

    /// @param by id of who deletes it
    public Future<Void> delete(UUID organisation, String by, UUID monitor) {
        MonitorSeries.Author author = new MonitorSeries.Author(organisation, by, database.now());
        return database.inOrganisation(organisation, connection -> locked(connection, monitor)
                .compose(_ -> connection.preparedQuery(DELETE).execute(Tuple.of(monitor, author.now())))
                .compose(_ -> MonitorSeries.tell(connection, author, monitor, List.of("deleted"))));
    }

    private static boolean isSameNumber(Monitor before, Monitor after) {
        return before.metric() == after.metric()
                && Objects.equals(before.column(), after.column())
                && Objects.equals(before.sql(), after.sql())
                && Objects.equals(groupColumn(before), groupColumn(after))
                && isNamed(before) == isNamed(after);
    }

    private static @Nullable String groupColumn(Monitor monitor) {
        return monitor.grouping() == null ? null : monitor.grouping().column();
    }

    private static boolean isNamed(Monitor monitor) {
        return monitor.grouping() != null && monitor.grouping().named();
    }

    static List<String> changes(Monitor before, Monitor after) {
        return new Changes()
                .of("name", before.name(), after.name())
                .of("metric", before.metric().key(), after.metric().key())
                .of("column", before.column(), after.column())
                .of("groups by", groupColumn(before), groupColumn(after))
                .of("names of groups", isNamed(before) ? "shown" : "hidden", isNamed(after) ? "shown" : "hidden")
                .ofHidden(
                        "excluded groups",
                        before.grouping() == null ? List.of() : before.grouping().excluded(),
                        after.grouping() == null ? List.of() : after.grouping().excluded())
                .ofHidden("query", before.sql(), after.sql())
                .of("sensitivity", before.detection().sensitivity(), after.detection().sensitivity())
                .of("side", word(before), word(after))
                .of("minimum", before.detection().minimum(), after.detection().minimum())
                .of("maximum", before.detection().maximum(), after.detection().maximum())
                .ofHidden(
                        "excluded values", before.detection().exclusions(), after.detection().exclusions())
                .sentences();
    }

    private static String word(Monitor monitor) {
        return monitor.detection().side().name().toLowerCase(Locale.ROOT);
    }

    /// From the column `definition`.
    static Monitor monitor(Row row) {
        return WireJson.read(row.getString("definition"), Monitor.class);
    }

    private static WatchedMonitor read(Row row) {
        return new WatchedMonitor(
                row.getUUID("dataset_id"),
                monitor(row),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("series_since"),
                row.getOffsetDateTime("data_time") == null
                        ? null
                        : new WatchedMonitor.Latest(
                                row.getOffsetDateTime("data_time"),
                                row.getString("group_key"),
                                row.getString("verdict"),
                                row.getString("reason"),
                                row.getInteger("missing_points"),
                                row.getDouble("value")));
    }
}
