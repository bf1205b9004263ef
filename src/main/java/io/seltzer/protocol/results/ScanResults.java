package io.seltzer.protocol.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that a scan says about one contract (cloud-protocol §5.1). `hasErrors`, `hasFailures` and
/// `hasWarnings` derive from one status, so at most one is true.
///
/// @param scanId the control plane's id of a managed scan; absent for a run on a user's own machine
/// @param defaultDataSource name of the data source
/// @param dataTimestamp the instant that the data describe
/// @param checks absent on the wire when there are none
/// @param logs absent on the wire when there are none
/// @param resultsIngestionMode `partial` leaves checks that are not listed as they are
/// @param metadata the columns that the schema check read; empty when none did
/// @param metrics what monitors measured
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScanResults(
        String type,
        @Nullable String scanId,
        String definitionName,
        String defaultDataSource,
        DataSourceProperties defaultDataSourceProperties,
        @JsonSerialize(using = UtcSeconds.class) Instant dataTimestamp,
        @JsonSerialize(using = UtcSeconds.class) Instant scanStartTimestamp,
        @JsonSerialize(using = UtcSeconds.class) Instant scanEndTimestamp,
        boolean hasErrors,
        boolean hasWarnings,
        boolean hasFailures,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CheckResult> checks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LogLine> logs,
        String sourceOwner,
        @Nullable ContractReference contract,
        List<PostProcessingStage> postProcessingStages,
        IngestionMode resultsIngestionMode,
        List<TokenUse> tokenUsage,
        String version,
        @Nullable List<DatasetMetadata> metadata,
        @Nullable List<WarehouseTable> failedRows,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MetricValue> metrics) {

    @SuppressWarnings("ConstantValue") // absent members arrive as null, whatever their type says
    public ScanResults {
        checks = checks == null ? List.of() : List.copyOf(checks);
        logs = logs == null ? List.of() : List.copyOf(logs);
        tokenUsage = List.of();
        metrics = metrics == null ? List.of() : List.copyOf(metrics);
    }

    /// Of a contract.
    public ScanResults(
            String type,
            @Nullable String scanId,
            String definitionName,
            String defaultDataSource,
            DataSourceProperties defaultDataSourceProperties,
            Instant dataTimestamp,
            Instant scanStartTimestamp,
            Instant scanEndTimestamp,
            boolean hasErrors,
            boolean hasWarnings,
            boolean hasFailures,
            List<CheckResult> checks,
            List<LogLine> logs,
            String sourceOwner,
            @Nullable ContractReference contract,
            List<PostProcessingStage> postProcessingStages,
            IngestionMode resultsIngestionMode,
            List<TokenUse> tokenUsage,
            String version,
            @Nullable List<DatasetMetadata> metadata,
            @Nullable List<WarehouseTable> failedRows) {
        this(
                type, scanId, definitionName, defaultDataSource, defaultDataSourceProperties, dataTimestamp,
                scanStartTimestamp, scanEndTimestamp, hasErrors, hasWarnings, hasFailures, checks, logs, sourceOwner,
                contract, postProcessingStages, resultsIngestionMode, tokenUsage, version, metadata, failedRows,
                List.of());
    }

    public static final String TYPE = "sodaCoreInsertScanResults";
    public static final String VERSION = "4";
    public static final String SOURCE_OWNER = "soda-core";

    /// The same, with the control plane's id of the contract's text.
    public ScanResults ofContract(String fileId) {
        String path = contract == null ? "" : contract.metadata().source().filePath();
        return with(
                scanId,
                new ContractReference(
                        fileId, new ContractReference.Metadata(new ContractReference.Source("local", path))));
    }

    /// The same, of a scan that the control plane knows.
    public ScanResults ofScan(String id) {
        return with(id, contract);
    }

    private ScanResults with(@Nullable String scan, @Nullable ContractReference reference) {
        return new ScanResults(
                type, scan, definitionName, defaultDataSource, defaultDataSourceProperties, dataTimestamp,
                scanStartTimestamp, scanEndTimestamp, hasErrors, hasWarnings, hasFailures, checks, logs, sourceOwner,
                reference, postProcessingStages, resultsIngestionMode, tokenUsage, version, metadata, failedRows, metrics);
    }

    /// @param type e.g. `postgres`
    public record DataSourceProperties(String type) {}

    public record PostProcessingStage(String name) {}

    /// What language models were asked. There is no value of it: Seltzer asks none.
    public enum TokenUse {}

    public enum IngestionMode {
        full,
        partial
    }

    /// Which contract was verified.
    public record ContractReference(String fileId, Metadata metadata) {
        public record Metadata(Source source) {}

        public record Source(String type, String filePath) {}
    }

    public record DatasetMetadata(String datasetQualifiedName, @Nullable List<ColumnMetadata> schema) {}

    /// @param sourceDataType the type as the source spells it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ColumnMetadata(String columnName, @Nullable String sourceDataType) {}

    /// One point of a metric's series.
    ///
    /// @param identity of the series: of a group, the monitor's with the group's name or fingerprint
    /// @param dataTime to which point of the series it belongs
    /// @param value absent for a gap
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MetricValue(
            String identity,
            String metricName,
            String dataset,
            @Nullable String column,
            Instant dataTime,
            @Nullable Double value) {}

    /// Where the failed rows of this scan lie; Seltzer's own member.
    ///
    /// @param table qualified, quoted name in the diagnostics warehouse
    /// @param rows rows written by this scan; a row that fails several checks counts once
    /// @param query SQL that shows them, for the owner of the warehouse to run
    public record WarehouseTable(String warehouse, String table, long rows, String query, List<CheckRows> checks) {
        /// @param identity of the check
        /// @param query SQL that shows the rows which fail this check
        public record CheckRows(String identity, long rows, String query) {}
    }
}
