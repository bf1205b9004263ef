package io.seltzer.cloud.store;

import io.seltzer.cloud.store.MonitoringScans.Range;
import io.seltzer.protocol.Instruction.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Queues what is due: one scan for each data source, with all its datasets of which a partition is over. What was missed
/// is due once. As long as a monitoring scan of a data source is open, no other one is queued; what becomes due meanwhile
/// waits. Any number of control planes may do this at once: who holds a data source's row decides about its datasets.
public final class MonitoringSchedule {
    private static final String DUE =
            """
            from monitoring
            join dataset on dataset.id = monitoring.dataset_id
            join data_source on data_source.name = dataset.data_source
            where monitoring.enabled and monitoring.next_due <= $1 and data_source.configuration is not null
              and exists (select from monitor where monitor.dataset_id = dataset.id and deleted_at is null)
              and not exists (select from scan where scan.data_source_id = data_source.id
                                and scan.kind in ('%s', '%s') and scan.state in (%s))"""
                    .formatted(Kind.monitor, Kind.backfill, MonitoringScans.OPEN_STATES);

    private static final String LOCK_SOURCES =
            """
            select id from data_source where id in (select data_source.id %s)
            order by id for no key update skip locked"""
                    .formatted(DUE);

    /// A statement of its own: it sees what was done before the locks were got.
    private static final String DATASETS =
            """
            select data_source.id as source_id, data_source.name as source_name, dataset.id as dataset_id,
                   monitoring.enabled, monitoring.cadence, monitoring.time_zone, monitoring.partition_column
            %s and data_source.id = any($2)
            order by data_source.id, dataset.id
            for no key update of monitoring"""
                    .formatted(DUE);

    private static final String MOVE_ON =
            """
            update monitoring set next_due = done.next_due
            from unnest($1::uuid[], $2::timestamptz[]) as done (dataset_id, next_due)
            where monitoring.dataset_id = done.dataset_id""";

    private final Database database;
    private final MonitoringScans scans;

    public MonitoringSchedule(Database database, MonitoringScans scans) {
        this.database = database;
        this.scans = scans;
    }

    private record Due(UUID source, String sourceName, UUID dataset, MonitoringSettings settings) {}

    /// Once through all organisations.
    public Future<Void> run() {
        return Organisations.all(database)
                .compose(organisations -> Organisations.inTurn(
                        organisations,
                        organisation -> database.inOrganisation(
                                organisation, connection -> queueDue(connection, organisation))));
    }

    private Future<Void> queueDue(SqlConnection connection, UUID organisation) {
        OffsetDateTime now = database.now();
        return connection.preparedQuery(LOCK_SOURCES).execute(Tuple.of(now)).compose(locked -> {
            UUID[] sources = locked.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
            return sources.length == 0
                    ? Future.succeededFuture()
                    : connection
                            .preparedQuery(DATASETS)
                            .execute(Tuple.of(now).addArrayOfUUID(sources))
                            .map(rows -> rows.stream().map(MonitoringSchedule::due).toList())
                            .compose(due -> queue(connection, organisation, due, now.toInstant()));
        });
    }

    private static Due due(Row row) {
        return new Due(
                row.getUUID("source_id"),
                row.getString("source_name"),
                row.getUUID("dataset_id"),
                Objects.requireNonNull(DatasetMonitoring.settings(row)));
    }

    private Future<Void> queue(SqlConnection connection, UUID organisation, List<Due> due, Instant now) {
        Map<UUID, List<Due>> bySource = new LinkedHashMap<>();
        due.forEach(one -> bySource.computeIfAbsent(one.source(), _ -> new ArrayList<>()).add(one));
        Future<Void> done = moveOn(connection, due, now);
        for (List<Due> together : bySource.values()) {
            Due first = together.getFirst();
            List<Range> ranges = together.stream()
                    .map(one -> Range.newest(one.dataset(), one.settings(), now))
                    .toList();
            done = done.compose(_ -> scans.queue(
                            connection,
                            organisation,
                            Kind.monitor,
                            first.source(),
                            "monitors of " + first.sourceName(),
                            ranges,
                            "due"))
                    .mapEmpty();
        }
        return done;
    }

    private static Future<Void> moveOn(SqlConnection connection, List<Due> due, Instant now) {
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(due.stream().map(Due::dataset).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(due.stream()
                        .map(Due::settings)
                        .map(settings -> settings.cadence().nextDue(now, settings.timeZone()))
                        .map(next -> next.atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        return due.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(MOVE_ON).execute(values).mapEmpty();
    }
}
