package io.seltzer.scan;

import io.seltzer.check.ActualColumn;
import io.seltzer.check.ContractStatus;
import io.seltzer.check.Evaluation;
import io.seltzer.check.Outcome;
import io.seltzer.contract.CheckHeader;
import io.seltzer.contract.CheckHeader.Attribute;
import io.seltzer.contract.DatasetName;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.CheckResult.Identities;
import io.seltzer.protocol.results.CheckResult.Location;
import io.seltzer.protocol.results.CheckResult.ResourceAttribute;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.seltzer.protocol.results.ScanResults.ContractReference;
import io.seltzer.protocol.results.ScanResults.DataSourceProperties;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import io.seltzer.protocol.results.ScanResults.IngestionMode;
import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import io.seltzer.warehouse.ScanKey;
import io.seltzer.warehouse.WriteOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a scan found, as the wire's result document. Pure.
public final class ResultDocument {
    private ResultDocument() {}

    /// What the document says of the scan as such.
    ///
    /// @param managed whether the control plane knows the scan by its id
    /// @param fileId the control plane's id of the contract version
    public record Scan(
            ScanKey key,
            boolean managed,
            String definitionName,
            String dataSourceType,
            Instant dataTimestamp,
            Instant started,
            Instant ended,
            String fileId,
            String filePath) {}

    public static ScanResults of(Scan scan, ContractScan.Report report, List<LogLine> log) {
        DatasetName dataset = report.contract().dataset();
        List<CheckResult> checks = report.evaluations().stream()
                .map(evaluation -> check(dataset, evaluation))
                .toList();
        boolean partial = report.evaluations().stream().anyMatch(e -> e.outcome() == Outcome.EXCLUDED);
        return document(
                scan, dataset.source(), report.status(), checks, log,
                partial ? IngestionMode.partial : IngestionMode.full,
                metadata(dataset, report.columns()),
                failedRows(scan.key(), report));
    }

    /// The document of a contract that has faults, so that none of its checks could be run.
    ///
    /// @param dataSource its name, as far as it is known
    /// @param log tells of the faults
    public static ScanResults ofFaulty(Scan scan, String dataSource, List<LogLine> log) {
        return document(
                scan, dataSource, ContractStatus.ERROR, List.of(), log, IngestionMode.full, null, null);
    }

    private static ScanResults document(
            Scan scan,
            String dataSource,
            ContractStatus status,
            List<CheckResult> checks,
            List<LogLine> log,
            IngestionMode mode,
            @Nullable List<DatasetMetadata> metadata,
            @Nullable List<WarehouseTable> failedRows) {
        return new ScanResults(
                ScanResults.TYPE,
                scan.managed() ? scan.key().scanId().toString() : null,
                scan.definitionName(),
                dataSource,
                new DataSourceProperties(scan.dataSourceType()),
                scan.dataTimestamp(),
                scan.started(),
                scan.ended(),
                status == ContractStatus.ERROR,
                status == ContractStatus.WARNED,
                status == ContractStatus.FAILED,
                checks,
                log,
                ScanResults.SOURCE_OWNER,
                new ContractReference(
                        scan.fileId(),
                        new ContractReference.Metadata(new ContractReference.Source("local", scan.filePath()))),
                List.of(),
                mode,
                List.of(),
                ScanResults.VERSION,
                metadata,
                failedRows);
    }

    private static CheckResult check(DatasetName dataset, Evaluation evaluation) {
        CheckHeader header = evaluation.check().header();
        return new CheckResult(
                new Identities(header.identity()),
                header.path(),
                header.name(),
                CheckResult.GENERIC,
                header.type(),
                header.definition(),
                header.attributes().stream().map(ResultDocument::attribute).toList(),
                new Location(
                        header.position().file(), header.position().line(), header.position().column()),
                dataset.source(),
                dataset.table(),
                dataset.prefixes(),
                header.column().orElse(null),
                outcome(evaluation.outcome()),
                CheckResult.CONTRACT_SOURCE,
                WireDiagnostics.of(evaluation));
    }

    private static ResourceAttribute attribute(Attribute attribute) {
        return new ResourceAttribute(attribute.name(), attribute.onWire());
    }

    private static CheckResult.Outcome outcome(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> CheckResult.Outcome.pass;
            case FAILED -> CheckResult.Outcome.fail;
            case WARNED -> CheckResult.Outcome.warn;
            case NOT_EVALUATED -> CheckResult.Outcome.unevaluated;
            case EXCLUDED -> CheckResult.Outcome.excluded;
        };
    }

    private static @Nullable List<DatasetMetadata> metadata(DatasetName dataset, List<ActualColumn> columns) {
        return columns.isEmpty()
                ? null
                : List.of(new DatasetMetadata(
                        dataset.toString(),
                        columns.stream()
                                .map(column -> new ColumnMetadata(
                                        column.name(), column.sourceType().orElse(null)))
                                .toList()));
    }

    private static @Nullable List<WarehouseTable> failedRows(ScanKey key, ContractScan.Report report) {
        return report.failedRows()
                .filter(failed -> failed.outcome() instanceof WriteOutcome.Committed)
                .map(failed -> {
                    WriteOutcome.Committed committed = (WriteOutcome.Committed) failed.outcome();
                    return List.of(new WarehouseTable(
                            failed.warehouse(),
                            committed.table().qualified(),
                            committed.rows(),
                            committed.table().showing(key),
                            committed.rowsByCheck().entrySet().stream()
                                    .map(entry -> new WarehouseTable.CheckRows(
                                            entry.getKey(), entry.getValue(), committed.table().showing(key, entry.getKey())))
                                    .toList()));
                })
                .orElse(null);
    }
}
