package io.seltzer.cloud.store;

import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Partition;
import io.seltzer.protocol.Instruction.Kind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Queues scans that measure.
public final class MonitoringScans {
    /// Of a backfill.
    public static final int MOST_PARTITIONS = 365;

    /// How far back a backfill goes where nobody says it: so many days, or weeks.
    private static final int USUAL_PARTITIONS = 30;

    private static final int HOURS_OF_DAY = 24;

    /// What is queued or worked on.
    static final String OPEN_STATES = StateChange.words(EnumSet.complementOf(finalStates()));

    private static final String SUBJECT =
            """
            select data_source.id as source_id, data_source.configuration is not null as is_configured,
                   dataset.data_source,
                   exists (select from monitor where dataset_id = dataset.id and deleted_at is null) as has_monitors,
                   exists (select from monitoring_scan join scan on scan.id = monitoring_scan.scan_id
                           where monitoring_scan.dataset_id = dataset.id and scan.kind = $2
                             and scan.state in (%s)) as is_open
            from dataset
            left join data_source on data_source.name = dataset.data_source
            where dataset.id = $1"""
                    .formatted(OPEN_STATES);

    private static final String LOCK_DATASET = "select from dataset where id = $1 for no key update";

    private static final String ADD =
            """
            insert into scan (organisation_id, kind, data_source_id, definition_name, data_timestamp, state, deadline,
                              created_at)
            values ($1, $2, $3, $4, $5, '%s', $6, $7)
            returning id"""
                    .formatted(InstructionState.queued);

    private static final String ADD_DATASETS =
            """
            insert into monitoring_scan (scan_id, dataset_id, organisation_id, first_partition, last_partition)
            select $1, dataset_id, $2, first_partition, last_partition
            from unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[])
                as wanted (dataset_id, first_partition, last_partition)""";

    private final Database database;
    private final Duration longest;

    /// @param longest from the request to the deadline
    public MonitoringScans(Database database, Duration longest) {
        this.database = database;
        this.longest = longest;
    }

    /// What to measure of a dataset.
    ///
    /// @param first start of the oldest partition; absent without partitions
    /// @param last start of the newest
    record Range(UUID dataset, @Nullable Instant first, @Nullable Instant last) {
        /// The newest partition that is over.
        static Range newest(UUID dataset, MonitoringSettings settings, Instant now) {
            if (settings.partitionColumn() == null) {
                return new Range(dataset, null, null);
            }
            Instant start = settings.cadence().lastComplete(now, settings.timeZone()).start();
            return new Range(dataset, start, start);
        }
    }

    /// Measures the newest partition of one dataset now, also where monitoring is off.
    ///
    /// @return the scan's id
    public Future<UUID> run(UUID organisation, UUID dataset) {
        Instant now = database.now().toInstant();
        return database.inOrganisation(organisation, connection -> monitored(connection, dataset)
                .compose(found -> queueOne(
                        connection,
                        organisation,
                        Kind.monitor,
                        found,
                        Range.newest(dataset, found.required(), now))));
    }

    /// Measures partitions of the past.
    ///
    /// @param from in the oldest of them; empty for the last thirty days, or weeks, as far as they can be measured at once
    /// @param until the newest of them is over by then; empty for now
    /// @return the scan's id
    public Future<UUID> backfill(
            UUID organisation, UUID dataset, Optional<Instant> from, Optional<Instant> until) {
        return database.inOrganisation(organisation, connection -> monitored(connection, dataset)
                .compose(found -> queueOne(
                        connection, organisation, Kind.backfill, found, past(found, from, until))));
    }

    private Range past(DatasetMonitoring.Found found, Optional<Instant> from, Optional<Instant> until) {
        MonitoringSettings settings = found.required();
        if (settings.partitionColumn() == null) {
            throw Refused.invalid(
                    "monitoring.no-partition-column",
                    "The dataset " + found.datasetName() + " has no partition column, so its past cannot be measured."
                            + " Name a column that says when a row arrived.");
        }
        Cadence cadence = settings.cadence();
        ZoneId zone = settings.timeZone();
        Instant today = database.now().toInstant();
        Instant now = until.filter(today::isAfter).orElse(today);
        Duration usual = Duration.ofHours((long) USUAL_PARTITIONS * Math.max(HOURS_OF_DAY, cadence.hours()));
        List<Partition> partitions =
                cadence.complete(from.orElseGet(() -> now.minus(usual)), now, zone, MOST_PARTITIONS + 1);
        if (partitions.isEmpty()) {
            throw Refused.invalid(
                    "monitoring.nothing-to-measure",
                    "No partition is over since then. Begin before " + cadence.lastComplete(now, zone).end() + ".");
        }
        if (partitions.size() > MOST_PARTITIONS) {
            partitions = partitions.subList(1, partitions.size());
            Instant earliest = partitions.getFirst().start();
            if (from.isPresent()) {
                throw Refused.invalid(
                        "monitoring.too-long",
                        "At most " + MOST_PARTITIONS + " partitions can be measured at once. Begin at " + earliest
                                + " or later.");
            }
        }
        return new Range(
                found.dataset(), partitions.getFirst().start(), partitions.getLast().start());
    }

    private static Future<DatasetMonitoring.Found> monitored(SqlConnection connection, UUID dataset) {
        return connection
                .preparedQuery(LOCK_DATASET)
                .execute(Tuple.of(dataset))
                .compose(_ -> DatasetMonitoring.find(connection, dataset));
    }

    private Future<UUID> queueOne(
            SqlConnection connection, UUID organisation, Kind kind, DatasetMonitoring.Found found, Range range) {
        return connection
                .preparedQuery(SUBJECT)
                .execute(Tuple.of(found.dataset(), kind.name()))
                .compose(rows -> {
                    Row subject = rows.iterator().next();
                    mustBeMeasurable(subject, found);
                    String name = (kind == Kind.backfill ? "backfill of " : "monitors of ") + found.datasetName();
                    return queue(
                            connection, organisation, kind, subject.getUUID("source_id"), name, List.of(range), "asked for");
                });
    }

    private static void mustBeMeasurable(Row subject, DatasetMonitoring.Found found) {
        if (!subject.getBoolean("has_monitors")) {
            throw Refused.invalid(
                    "monitoring.no-monitors",
                    "The dataset " + found.datasetName() + " has no monitors. Create one, then measure.");
        }
        Verifications.mustBeReachable(subject);
        if (subject.getBoolean("is_open")) {
            throw Refused.invalid(
                    "monitoring.scan-open",
                    "Such a scan of " + found.datasetName() + " is queued or running. Wait until it has ended, or"
                            + " cancel it.");
        }
    }

    /// @param reason for the time line
    /// @return the scan's id
    Future<UUID> queue(
            SqlConnection connection,
            UUID organisation,
            Kind kind,
            UUID dataSource,
            String name,
            List<Range> ranges,
            String reason) {
        OffsetDateTime now = database.now();
        // Messages carry data times to the second.
        Tuple scan = Tuple.of(organisation, kind.name(), dataSource, name)
                .addOffsetDateTime(now.truncatedTo(ChronoUnit.SECONDS))
                .addOffsetDateTime(now.plus(longest))
                .addOffsetDateTime(now);
        ScanEvents.Event created = new ScanEvents.Event("created", reason);
        return connection
                .preparedQuery(ADD)
                .execute(scan)
                .map(rows -> rows.iterator().next().getUUID("id"))
                .compose(id -> connection
                        .preparedQuery(ADD_DATASETS)
                        .execute(datasets(id, organisation, ranges))
                        .compose(_ -> ScanEvents.tell(connection, organisation, id, 0, List.of(created), now))
                        .compose(_ -> WorkSignal.send(connection))
                        .map(id));
    }

    private static Tuple datasets(UUID scan, UUID organisation, List<Range> ranges) {
        return Tuple.of(scan, organisation)
                .addArrayOfUUID(ranges.stream().map(Range::dataset).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        ranges.stream().map(range -> time(range.first())).toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(
                        ranges.stream().map(range -> time(range.last())).toArray(OffsetDateTime[]::new));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static EnumSet<InstructionState> finalStates() {
        EnumSet<InstructionState> states = EnumSet.allOf(InstructionState.class);
        states.removeIf(state -> !state.isFinal());
        return states;
    }
}
