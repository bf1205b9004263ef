package io.seltzer.cloud.store;

import io.seltzer.monitor.Cadence;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How and when datasets are monitored.
public final class DatasetMonitoring {
    private static final String FIND =
            """
            select dataset.id, dataset.qualified_name, monitoring.enabled, monitoring.cadence, monitoring.time_zone,
                   monitoring.partition_column, monitoring.next_due
            from dataset left join monitoring on monitoring.dataset_id = dataset.id
            where dataset.id = $1""";

    private static final String LOCK_DATASET = "select from dataset where id = $1 for no key update";

    private static final String SET =
            """
            insert into monitoring (dataset_id, organisation_id, enabled, cadence, time_zone, partition_column, next_due,
                                    changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (dataset_id) do update
                set enabled = excluded.enabled, cadence = excluded.cadence, time_zone = excluded.time_zone,
                    partition_column = excluded.partition_column, next_due = excluded.next_due,
                    changed_at = excluded.changed_at""";

    private final Database database;

    public DatasetMonitoring(Database database) {
        this.database = database;
    }

    /// @param settings empty when nobody has set monitoring up
    /// @param nextDue when the next scan is queued; empty without settings
    public record Found(
            UUID dataset, String datasetName, Optional<MonitoringSettings> settings, Optional<OffsetDateTime> nextDue) {
        MonitoringSettings required() {
            return settings.orElseThrow(() -> Refused.invalid(
                    "monitoring.not-set-up",
                    "The dataset " + datasetName + " is not monitored yet. Set its cadence and time zone first."));
        }
    }

    /// Fails with [Refused] when there is no such dataset.
    public Future<Found> find(UUID organisation, UUID dataset) {
        return database.inOrganisation(organisation, connection -> find(connection, dataset));
    }

    static Future<Found> find(SqlConnection connection, UUID dataset) {
        return connection.preparedQuery(FIND).execute(Tuple.of(dataset)).map(rows -> rows.stream()
                .findFirst()
                .map(row -> new Found(
                        row.getUUID("id"),
                        row.getString("qualified_name"),
                        Optional.ofNullable(settings(row)),
                        Optional.ofNullable(row.getOffsetDateTime("next_due"))))
                .orElseThrow(() -> Refused.notFound("dataset_not_found", "There is no dataset with this id.")));
    }

    /// Null without settings.
    static @Nullable MonitoringSettings settings(Row row) {
        return row.getString("cadence") == null
                ? null
                : new MonitoringSettings(
                        row.getBoolean("enabled"),
                        Cadence.of(row.getString("cadence")).orElseThrow(),
                        ZoneId.of(row.getString("time_zone")),
                        row.getString("partition_column"));
    }

    /// Other partitions or another pace begin new series, and the next scan is due when the partition of now is over.
    ///
    /// @param by id of who changes it
    public Future<Found> set(UUID organisation, String by, UUID dataset, MonitoringSettings settings) {
        return database.inOrganisation(organisation, connection -> connection
                .preparedQuery(LOCK_DATASET)
                .execute(Tuple.of(dataset))
                .compose(_ -> find(connection, dataset))
                .compose(before -> write(connection, organisation, dataset, settings, nextDue(before, settings))
                        .compose(_ -> before.settings()
                                .map(old -> tell(connection, organisation, dataset, by, old, settings))
                                .orElseGet(Future::succeededFuture)))
                .compose(_ -> find(connection, dataset)));
    }

    private Future<Void> tell(
            SqlConnection connection,
            UUID organisation,
            UUID dataset,
            String by,
            MonitoringSettings old,
            MonitoringSettings settings) {
        MonitorSeries.Author author = new MonitorSeries.Author(organisation, by, database.now());
        return MonitorSeries.tellAll(connection, author, dataset, old.changesTo(settings))
                .compose(_ -> MonitorSeries.endThose(connection, author, dataset, old, settings));
    }

    private Future<Void> write(
            SqlConnection connection,
            UUID organisation,
            UUID dataset,
            MonitoringSettings settings,
            OffsetDateTime nextDue) {
        Tuple values = Tuple.of(dataset, organisation, settings.enabled())
                .addString(settings.cadence().key())
                .addString(settings.timeZone().getId())
                .addString(settings.partitionColumn())
                .addOffsetDateTime(nextDue)
                .addOffsetDateTime(database.now());
        return connection.preparedQuery(SET).execute(values).mapEmpty();
    }

    private OffsetDateTime nextDue(Found before, MonitoringSettings settings) {
        boolean goesOn = before.settings()
                .filter(old -> old.enabled() && settings.enabled() && old.hasPartitionsOf(settings))
                .isPresent();
        Instant due = settings.cadence().nextDue(database.now().toInstant(), settings.timeZone());
        return goesOn ? before.nextDue().orElseThrow() : due.atOffset(ZoneOffset.UTC);
    }
}
