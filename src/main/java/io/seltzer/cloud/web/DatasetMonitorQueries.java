package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Database;
import io.seltzer.cloud.store.InstructionState;
import io.seltzer.cloud.web.MonitorListQueries.Lines;
import io.seltzer.cloud.web.MonitorListQueries.Listed;
import io.seltzer.cloud.web.MonitorListQueries.Part;
import io.seltzer.monitor.MonitorMetric;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/// Reads the monitors of one dataset.
final class DatasetMonitorQueries {
    private static final String SCHEDULE =
            "select " + MonitorRow.SCHEDULE_COLUMNS + " from monitoring w where w.dataset_id = $1";
    private static final String LAST_SCAN =
            """
            select s.id, s.state, s.created_at
            from monitoring_scan m join scan s on s.id = m.scan_id
            where m.dataset_id = $1 order by s.created_at desc limit 1""";

    private final Database database;

    DatasetMonitorQueries(Database database) {
        this.database = database;
    }

    /// Empty when the organisation has no such dataset.
    ///
    /// @param filter names the dataset
    Future<Optional<DatasetMonitors>> monitors(Caller visitor, MonitorFilter filter, int page) {
        UUID id = filter.dataset().orElseThrow();
        MonitorFilter everything = new MonitorFilter("", "", filter.dataset());
        return database.inOrganisation(visitor.organisation(), connection -> {
            Future<Optional<DatasetName>> name = MonitorListQueries.dataset(connection, filter.dataset());
            Future<Optional<Row>> schedule = first(connection, SCHEDULE, id);
            Future<Optional<Row>> scan = first(connection, LAST_SCAN, id);
            Future<Lines> cards = MonitorListQueries.lines(connection, everything, Part.CARDS, 1);
            Future<Lines> table = MonitorListQueries.lines(connection, filter, Part.TABLE, page);
            Future<Boolean> any = MonitorListQueries.any(connection, filter.dataset());
            return Future.all(name, schedule, scan, cards, table, any)
                    .map(_ -> name.result().map(dataset -> view(
                            dataset,
                            schedule.result().flatMap(MonitorRow::schedule),
                            scan.result(),
                            cards.result(),
                            table.result(),
                            filter,
                            page,
                            any.result())));
        });
    }

    private static DatasetMonitors view(
            DatasetName name,
            Optional<Schedule> schedule,
            Optional<Row> scan,
            Lines cards,
            Lines table,
            MonitorFilter filter,
            int page,
            boolean any) {
        Schedule times = schedule.orElse(Schedule.NONE);
        Optional<Listed> schema = cards.listed().stream()
                .filter(card -> card.metric() == MonitorMetric.SCHEMA_CHANGES)
                .findFirst();
        return new DatasetMonitors(
                name,
                schedule,
                scan.map(row -> lastScan(row, times)),
                cards.listed().stream()
                        .filter(card -> schema.filter(card::equals).isEmpty())
                        .map(Listed::line)
                        .toList(),
                schema.map(card -> SchemaCard.of(card.line(), times, card.points())),
                filter,
                table.lines(),
                new Paging(name.path() + "/monitors", filter.parameters(), page, table.total()),
                any);
    }

    private static DatasetMonitors.LastScan lastScan(Row row, Schedule schedule) {
        return new DatasetMonitors.LastScan(
                "/scans/" + row.getUUID("id"),
                schedule.minute(MonitorRow.instant(row, "created_at").orElseThrow()),
                State.of(InstructionState.valueOf(row.getString("state"))));
    }

    private static Future<Optional<Row>> first(SqlConnection connection, String sql, UUID dataset) {
        return connection.preparedQuery(sql).execute(Tuple.of(dataset)).map(rows -> rows.stream().findFirst());
    }
}
