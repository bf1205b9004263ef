package io.seltzer.scan;

import io.seltzer.check.ActualColumn;
import io.seltzer.check.CheckValue;
import io.seltzer.check.ContractStatus;
import io.seltzer.check.Evaluation;
import io.seltzer.check.FailedRows;
import io.seltzer.check.Outcome;
import io.seltzer.contract.Check;
import io.seltzer.contract.CheckHeader;
import io.seltzer.contract.CheckHeader.Attribute;
import io.seltzer.contract.Column;
import io.seltzer.contract.Contract;
import io.seltzer.contract.DatasetName;
import io.seltzer.contract.Threshold;
import io.seltzer.protocol.results.CheckResult;
import io.seltzer.protocol.results.CheckResult.Identities;
import io.seltzer.protocol.results.CheckResult.Location;
import io.seltzer.protocol.results.CheckResult.ResourceAttribute;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.SchemaColumn;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
        Contract contract = report.contract();
        List<CheckResult> checks = report.evaluations().stream()
                .map(evaluation -> check(contract.dataset(), evaluation))
                .toList();
        return new ScanResults(
                ScanResults.TYPE,
                scan.managed() ? scan.key().scanId().toString() : null,
                scan.definitionName(),
                contract.dataset().source(),
                new DataSourceProperties(scan.dataSourceType()),
                scan.dataTimestamp(),
                scan.started(),
                scan.ended(),
                report.status() == ContractStatus.ERROR,
                report.status() == ContractStatus.WARNED,
                report.status() == ContractStatus.FAILED,
                checks,
                log,
                ScanResults.SOURCE_OWNER,
                new ContractReference(
                        scan.fileId(),
                        new ContractReference.Metadata(new ContractReference.Source("local", scan.filePath()))),
                List.of(),
                IngestionMode.full,
                ScanResults.VERSION,
                metadata(contract.dataset(), report.columns()),
                failedRows(scan.key(), report));
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
                diagnostics(evaluation));
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

    private static Diagnostics diagnostics(Evaluation evaluation) {
        Optional<Threshold> threshold = evaluation.check().limit();
        return new Diagnostics(
                evaluation.value().map(CheckValue::number).orElse(BigDecimal.ZERO),
                threshold.flatMap(Threshold::fail).map(ThresholdBounds::violating).orElse(null),
                threshold.flatMap(Threshold::warn).map(ThresholdBounds::violating).orElse(null),
                evaluation.outcome() == Outcome.EXCLUDED
                        ? null
                        : v4(evaluation.diagnostics(), OptionalLong.empty()),
                null);
    }

    private static Diagnostics.@Nullable V4 v4(io.seltzer.check.Diagnostics diagnostics, OptionalLong scopeRows) {
        Long scope = orNull(scopeRows);
        return switch (diagnostics) {
            case io.seltzer.check.Diagnostics.RowCount rows ->
                new Diagnostics.RowCount(orNull(rows.checkRowsTested()), orNull(rows.datasetRowsTested()), scope);
            case io.seltzer.check.Diagnostics.Missing(FailedRows rows) ->
                new Diagnostics.Missing(
                        orNull(rows.count()), orNull(rows.percent()), orNull(rows.datasetRowsTested()),
                        orNull(rows.checkRowsTested()), scope);
            case io.seltzer.check.Diagnostics.Invalid(FailedRows rows, OptionalLong missing) ->
                new Diagnostics.Invalid(
                        orNull(rows.count()), orNull(rows.percent()), orNull(rows.datasetRowsTested()),
                        orNull(rows.checkRowsTested()), orNull(missing), scope);
            case io.seltzer.check.Diagnostics.Duplicate(FailedRows rows, OptionalLong missing) ->
                duplicate(rows, orNull(missing), scope);
            case io.seltzer.check.Diagnostics.DuplicateRows(FailedRows rows) -> duplicate(rows, null, scope);
            case io.seltzer.check.Diagnostics.Aggregate rows ->
                new Diagnostics.Aggregate(orNull(rows.checkRowsTested()), orNull(rows.datasetRowsTested()), scope);
            case io.seltzer.check.Diagnostics.Metric rows ->
                new Diagnostics.Metric(orNull(rows.datasetRowsTested()), scope);
            case io.seltzer.check.Diagnostics.FailedRowsFound(FailedRows rows) ->
                new Diagnostics.FailedRows(
                        orNull(rows.count()), orNull(rows.percent()), orNull(rows.datasetRowsTested()),
                        orNull(rows.checkRowsTested()), scope);
            case io.seltzer.check.Diagnostics.Freshness(var latest, var now, var rows) ->
                new Diagnostics.Freshness(
                        latest.orElse(null), latest.orElse(null), now, now, orNull(rows), scope);
            case io.seltzer.check.Diagnostics.Schema schema ->
                new Diagnostics.Schema(
                        schema.expected().stream().map(ResultDocument::expected).toList(),
                        schema.actual().stream().map(ResultDocument::actual).toList());
            case io.seltzer.check.Diagnostics.None _ -> null;
        };
    }

    private static Diagnostics.Duplicate duplicate(
            FailedRows rows, @Nullable Long missing, @Nullable Long scope) {
        return new Diagnostics.Duplicate(
                orNull(rows.count()), orNull(rows.percent()), orNull(rows.datasetRowsTested()),
                orNull(rows.checkRowsTested()), missing, scope);
    }

    private static SchemaColumn expected(Column column) {
        return new SchemaColumn(column.name(), column.type().map(type -> TypeText.of(type, column.parameters())).orElse(null));
    }

    private static SchemaColumn actual(ActualColumn column) {
        return new SchemaColumn(column.name(), TypeText.of(column.type(), column.parameters()));
    }

    private static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static @Nullable Double orNull(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
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
