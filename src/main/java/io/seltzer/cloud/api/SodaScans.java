package io.seltzer.cloud.api;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.LocalRuns.Run;
import io.seltzer.cloud.store.RecordedRun;
import io.seltzer.cloud.store.Refused;
import io.seltzer.cloud.store.Store;
import io.seltzer.contract.DatasetName;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import io.seltzer.protocol.soda.ContractFileReference;
import io.seltzer.protocol.soda.SodaCommand.MarkScanFailed;
import io.seltzer.protocol.soda.UploadedCheck;
import io.seltzer.protocol.soda.UploadedLine;
import io.seltzer.protocol.soda.UploadedResults;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The messages of clients about what they ran.
final class SodaScans {
    private static final int MOST_DISCOVERED = 10_000;

    private final Store store;
    private final Links links;
    private final ControlPlaneMetrics metrics;

    SodaScans(Store store, Links links, ControlPlaneMetrics metrics) {
        this.store = store;
        this.links = links;
        this.metrics = metrics;
    }

    private record Recorded(UUID scanId, String cloudUrl, List<Check> checks) {
        private record Check(UUID id, List<String> identities, List<Dataset> datasets) {}

        private record Dataset(UUID id, String dqn) {}
    }

    private record Discovered(String cloudUrl, List<String> checks) {}

    Future<?> results(Caller caller, UploadedResults upload, RoutingContext request) {
        Links.Of to = links.of(request.request());
        if (upload.isDiscovery()) {
            return discovered(caller, upload, to);
        }
        Future<RecordedRun> recorded = upload.scanId() == null
                ? store.localRuns().record(caller.organisation(), caller.keyId(), run(upload))
                : store.clientScans().results(caller.organisation(), scan(upload.scanId()), upload.document());
        return metrics.timedIntake(recorded).map(run -> answer(run, to));
    }

    private static Run run(UploadedResults upload) {
        ContractFileReference contract = upload.contract();
        if (contract == null) {
            throw Refused.invalid("contract_missing", "Results of checks must name the contract that they are of.");
        }
        return new Run(
                dataset(upload),
                upload.dataSourceType(),
                SodaContracts.fileId(contract),
                SodaContracts.path(contract),
                upload.document());
    }

    /// All checks of a run are of one dataset. A run that could not read its contract lists none, and has the dataset's
    /// name for its own.
    private static DatasetName dataset(UploadedResults upload) {
        List<DatasetName> names =
                upload.checked().stream().map(SodaScans::dataset).distinct().toList();
        if (names.size() > 1) {
            throw Refused.invalid("several_datasets", "The checks of one run must be of one dataset.");
        }
        return names.isEmpty()
                ? upload.datasets().stream()
                        .findFirst()
                        .map(DatasetMetadata::datasetQualifiedName)
                        .or(() -> Optional.of(upload.definitionName()))
                        .flatMap(DatasetName::parse)
                        .orElseThrow(() -> Refused.invalid(
                                "dataset_unknown",
                                "The run lists no check, and its definition name is no dataset (source/…/table), so"
                                        + " there is nothing to keep it under."))
                : names.getFirst();
    }

    private static DatasetName dataset(UploadedCheck check) {
        return new DatasetName(check.dataSource(), check.prefixes(), check.table());
    }

    private static Recorded answer(RecordedRun run, Links.Of to) {
        List<Recorded.Dataset> datasets = List.of(new Recorded.Dataset(run.dataset(), run.datasetName()));
        return new Recorded(
                run.scan(),
                to.dataset(run.dataset()),
                run.checks().stream()
                        .map(check -> new Recorded.Check(check.id(), List.of(check.identity()), datasets))
                        .toList());
    }

    private Future<?> discovered(Caller caller, UploadedResults upload, Links.Of to) {
        if (upload.datasets().size() > MOST_DISCOVERED) {
            throw Refused.invalid(
                    "too_many_datasets", "A discovery may name " + MOST_DISCOVERED + " datasets. Narrow it down.");
        }
        List<DatasetName> names = upload.datasets().stream()
                .map(DatasetMetadata::datasetQualifiedName)
                .map(name -> DatasetName.parse(name)
                        .filter(parsed -> parsed.source().equals(upload.defaultDataSource()))
                        .orElseThrow(() -> Refused.invalid(
                                "invalid_name",
                                "A dataset's name must have the form source/…/table, with the data source that was"
                                        + " discovered.")))
                .toList();
        return store.datasets()
                .discovered(caller.organisation(), upload.defaultDataSource(), upload.dataSourceType(), names)
                .map(_ -> new Discovered(to.datasets(), List.of()));
    }

    Future<?> fail(Caller caller, MarkScanFailed message) {
        return store.clientScans()
                .fail(
                        caller.organisation(),
                        scan(message.scanId()),
                        UploadedLine.wholeLog(message.logs(), now()))
                .map(_ -> Map.of());
    }

    /// A line once per scan and index, so a batch may come twice.
    void logs(RoutingContext request) {
        @Nullable Buffer body = request.body().buffer();
        List<UploadedLine> lines = UploadedLine.readAll(body == null ? new byte[0] : body.getBytes());
        store.clientScans()
                .log(
                        KeyGuard.caller(request).organisation(),
                        scan(request.pathParam("id")),
                        UploadedLine.batch(lines, now()))
                .onComplete(_ -> Answers.done(request), request::fail);
    }

    private Instant now() {
        return store.database().now().toInstant();
    }

    private static UUID scan(@Nullable String id) {
        return Bodies.uuid(id == null ? "" : id)
                .orElseThrow(() -> Refused.notFound("scan_not_found", "There is no scan with this id."));
    }
}
