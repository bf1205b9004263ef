package io.seltzer.cloud.store;

import io.seltzer.contract.DatasetName;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.ScanResults;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Takes in runs that a client did by itself and no agent knows of. Data source and dataset are made when there are
/// none. The same upload again is the same scan: what is kept of an upload (which has its times in it) has a hash,
/// and no two scans of an organisation have the same one.
public final class LocalRuns {
    private static final String ADD =
            """
            insert into scan (organisation_id, kind, origin, dataset_id, contract_version_id, contract_file_id, file_path,
                              data_source_id, definition_name, data_timestamp, state, delivery, created_at, started_at,
                              ended_at)
            values ($1, '%s', 'local', $2,
                    (select id from contract_version where dataset_id = $2 and checksum = $3
                     order by version desc limit 1),
                    $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict (organisation_id, delivery) where delivery is not null do nothing
            returning id, true as is_new"""
                    .formatted(Instruction.Kind.verifyContract);

    private static final String FIND = "select id, false as is_new from scan where delivery = $1";

    private final Database database;
    private final Datasets datasets;
    private final ResultIntake intake;

    public LocalRuns(Database database, Datasets datasets, ResultIntake intake) {
        this.database = database;
        this.datasets = datasets;
        this.intake = intake;
    }

    /// @param sourceType of the data source, if the client said it
    /// @param file the contract that was verified
    /// @param filePath where the client has it
    public record Run(
            DatasetName dataset, Optional<String> sourceType, UUID file, String filePath, ScanResults results) {}

    /// @param keyId of the API key that brought it
    public Future<RecordedRun> record(UUID organisation, String keyId, Run run) {
        return database.inOrganisation(organisation, connection -> ContractFiles.find(connection, run.file())
                .compose(file -> datasets.ensureSource(
                                connection, organisation, run.dataset().source(), run.sourceType())
                        .compose(source -> datasets.ensure(connection, organisation, run.dataset())
                                .compose(dataset -> add(connection, organisation, run, file, source, dataset)
                                        .compose(row -> finish(connection, organisation, keyId, run, dataset, row))))));
    }

    /// The row of the scan, new or of the first delivery.
    private Future<Row> add(
            SqlConnection connection,
            UUID organisation,
            Run run,
            ContractFiles.Stored file,
            UUID source,
            UUID dataset) {
        ScanResults results = run.results();
        Buffer delivery = delivery(results);
        OffsetDateTime now = database.now();
        // A client's clock may run ahead; nothing has ended later than now.
        OffsetDateTime ended = earlier(results.scanEndTimestamp(), now);
        OffsetDateTime started = earlier(results.scanStartTimestamp(), ended);
        Tuple values = Tuple.of(organisation, dataset, file.checksum(), file.id(), run.filePath(), source)
                .addString(results.definitionName())
                .addOffsetDateTime(results.dataTimestamp().atOffset(ZoneOffset.UTC))
                .addString(ResultIntake.verdict(results).toString())
                .addBuffer(delivery)
                .addOffsetDateTime(now)
                .addOffsetDateTime(started)
                .addOffsetDateTime(ended);
        return connection
                .preparedQuery(ADD)
                .execute(values)
                .compose(added -> added.size() > 0
                        ? Future.succeededFuture(added)
                        : connection.preparedQuery(FIND).execute(Tuple.of(delivery)))
                .map((RowSet<Row> rows) -> rows.iterator().next());
    }

    private Future<RecordedRun> finish(
            SqlConnection connection, UUID organisation, String keyId, Run run, UUID dataset, Row scan) {
        ScanAttempt attempt = new ScanAttempt(scan.getUUID("id"), dataset, ScanAttempt.CLIENT);
        Future<Void> stored = scan.getBoolean("is_new")
                ? tell(connection, organisation, attempt, new ScanEvents.Event("created", "local run, API key " + keyId))
                        .compose(_ -> intake.store(connection, organisation, attempt, run.results()))
                        .compose(_ -> tell(
                                connection,
                                organisation,
                                attempt,
                                new ScanEvents.Event(ResultIntake.verdict(run.results()).toString(), "")))
                : Future.succeededFuture();
        return stored.compose(_ -> RecordedRun.read(connection, attempt, identities(run.results())));
    }

    private Future<Void> tell(
            SqlConnection connection, UUID organisation, ScanAttempt attempt, ScanEvents.Event event) {
        return ScanEvents.tell(
                connection, organisation, attempt.scan(), attempt.epoch(), List.of(event), database.now());
    }

    static List<String> identities(ScanResults results) {
        return results.checks().stream()
                .map(CheckResult::identities)
                .map(CheckResult.Identities::vc1)
                .toList();
    }

    private static OffsetDateTime earlier(Instant one, OffsetDateTime other) {
        OffsetDateTime first = one.atOffset(ZoneOffset.UTC);
        return first.isBefore(other) ? first : other;
    }

    private static Buffer delivery(ScanResults results) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(WireJson.bytes(results)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
