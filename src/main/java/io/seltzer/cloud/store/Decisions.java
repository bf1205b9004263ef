package io.seltzer.cloud.store;

import io.seltzer.protocol.Instruction.Kind;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.Decided;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Takes in verdicts on measurements: points, states of detectors, and schemas, in one transaction. The same batch again
/// changes nothing.
public final class Decisions {
    /// Those that the scan measures, whether or not they are there still. A change of their settings waits until the
    /// points are stored, or is known here.
    private static final String MONITORS =
            """
            select monitor.id, monitor.deleted_at is null and monitor.series_since <= scan.created_at as is_current
            from monitor
            join monitoring_scan on monitoring_scan.dataset_id = monitor.dataset_id
            join scan on scan.id = monitoring_scan.scan_id
            where scan.id = $1 and monitor.id = any($2)
            order by monitor.id for share of monitor""";

    private static final String DATASETS =
            """
            select dataset.qualified_name from monitoring_scan
            join dataset on dataset.id = monitoring_scan.dataset_id
            where monitoring_scan.scan_id = $1 and dataset.qualified_name = any($2)""";

    private static final String STORE_SCHEMAS =
            """
            insert into dataset_schema (dataset_id, organisation_id, columns, scan_id, seen_at)
            select dataset.id, $2, seen.schema, scan.id, scan.created_at
            from jsonb_to_recordset($3::text::jsonb) as seen ("datasetQualifiedName" text, schema jsonb)
            join dataset on dataset.qualified_name = seen."datasetQualifiedName"
            join scan on scan.id = $1
            order by dataset.id
            on conflict (dataset_id) do update
                set previous = case when dataset_schema.scan_id = excluded.scan_id then dataset_schema.previous
                                    else dataset_schema.columns end,
                    columns = excluded.columns, scan_id = excluded.scan_id, seen_at = excluded.seen_at
                where dataset_schema.seen_at <= excluded.seen_at""";

    private final Database database;

    public Decisions(Database database) {
        this.database = database;
    }

    /// Fails with [Refused] when the epoch is an older one, when the instruction has ended, or when something is said about
    /// what the scan does not measure.
    public Future<Void> store(UUID organisation, UUID instruction, Decided decided) {
        List<DecidedPoint> points = DecidedPoint.of(decided.results());
        return database.inOrganisation(
                organisation, connection -> LockedInstruction.of(connection, instruction, decided.epoch())
                        .compose(held -> {
                            if (!held.isHeld()) {
                                return Future.failedFuture(Refused.leaseLost());
                            }
                            mustMeasure(held, decided);
                            return store(connection, organisation, held, decided, points);
                        }));
    }

    private static void mustMeasure(LockedInstruction held, Decided decided) {
        if (held.kind() == Kind.verifyContract) {
            throw Refused.invalid(
                    "monitoring.other-scan", "The instruction is to verify a contract; nothing is to be decided of it.");
        }
        String named = decided.results().scanId();
        if (named != null && !named.equals(held.scan().toString())) {
            throw Refused.invalid(
                    "results_of_other_scan", "The results name another scan than the one they were sent for.");
        }
    }

    private static Future<Void> store(
            SqlConnection connection,
            UUID organisation,
            LockedInstruction held,
            Decided decided,
            List<DecidedPoint> points) {
        Set<UUID> named = new HashSet<>();
        points.forEach(point -> named.add(point.monitor()));
        decided.states().forEach(state -> named.add(state.monitor()));
        List<DatasetMetadata> schemas = schemas(decided);
        return connection
                .preparedQuery(MONITORS)
                .execute(Tuple.of(held.scan()).addArrayOfUUID(named.toArray(UUID[]::new)))
                .map(rows -> current(rows, named))
                .compose(current -> MeasuredPoints.store(
                        connection,
                        organisation,
                        held,
                        points.stream().filter(point -> current.contains(point.monitor())).toList(),
                        decided.states().stream()
                                .filter(state -> current.contains(state.monitor()))
                                .toList()))
                .compose(_ -> store(connection, organisation, held, schemas));
    }

    private static List<DatasetMetadata> schemas(Decided decided) {
        return Optional.ofNullable(decided.results().metadata()).stream()
                .flatMap(List::stream)
                .filter(dataset -> dataset.schema() != null)
                .toList();
    }

    /// Without those that are gone, or whose series is another one since the scan was asked for.
    private static Set<UUID> current(RowSet<Row> monitors, Set<UUID> named) {
        if (monitors.size() < named.size()) {
            throw Refused.invalid(
                    "monitoring.other-monitor", "A check is of a monitor whose dataset this scan does not measure.");
        }
        Set<UUID> current = new HashSet<>();
        monitors.stream()
                .filter(row -> row.getBoolean("is_current"))
                .forEach(row -> current.add(row.getUUID("id")));
        return current;
    }

    private static Future<Void> store(
            SqlConnection connection, UUID organisation, LockedInstruction held, List<DatasetMetadata> schemas) {
        String[] names = schemas.stream().map(DatasetMetadata::datasetQualifiedName).distinct().toArray(String[]::new);
        if (names.length < schemas.size()) {
            throw Refused.invalid("monitoring.duplicate-schema", "Two schemas are of the same dataset.");
        }
        return schemas.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(DATASETS)
                        .execute(Tuple.of(held.scan()).addArrayOfString(names))
                        .compose(known -> known.size() == names.length
                                ? connection
                                        .preparedQuery(STORE_SCHEMAS)
                                        .execute(Tuple.of(held.scan(), organisation, WireJson.text(schemas)))
                                : Future.failedFuture(Refused.invalid(
                                        "monitoring.other-dataset",
                                        "A schema is of a dataset that this scan does not measure.")))
                        .mapEmpty();
    }
}
