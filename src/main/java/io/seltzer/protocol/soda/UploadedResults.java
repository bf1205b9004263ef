package io.seltzer.protocol.soda;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.protocol.results.ScanResults.ContractReference;
import io.seltzer.protocol.results.ScanResults.DataSourceProperties;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import io.seltzer.protocol.results.ScanResults.IngestionMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that a client says about one run (cloud-protocol §5.1), or what a discovery found (§5.6).
///
/// @param scanId of a scan that the control plane made before; absent from local runs
/// @param defaultDataSourceProperties absent from discoveries
/// @param hasWarnings `hasWarns` in older clients
/// @param contract absent from discoveries
public record UploadedResults(
        @Nullable String scanId,
        String definitionName,
        String defaultDataSource,
        @Nullable SourceProperties defaultDataSourceProperties,
        Instant dataTimestamp,
        Instant scanStartTimestamp,
        Instant scanEndTimestamp,
        @Nullable Boolean hasErrors,
        @Nullable Boolean hasFailures,
        @JsonAlias("hasWarns") @Nullable Boolean hasWarnings,
        @Nullable List<UploadedCheck> checks,
        @Nullable List<UploadedLine> logs,
        @Nullable ContractFileReference contract,
        @Nullable String resultsIngestionMode,
        @Nullable List<DatasetMetadata> metadata)
        implements SodaCommand {
    private static final String UNKNOWN_TYPE = "unknown";
    private static final String PARTIAL = "partial";
    private static final String LOCAL = "local";

    public record SourceProperties(@Nullable String type) {}

    /// Whether it names datasets, and nothing else.
    public boolean isDiscovery() {
        return contract == null && checked().isEmpty();
    }

    /// Empty when the client did not say.
    public Optional<String> dataSourceType() {
        return Optional.ofNullable(defaultDataSourceProperties).map(SourceProperties::type);
    }

    public List<UploadedCheck> checked() {
        return checks == null ? List.of() : checks;
    }

    public List<DatasetMetadata> datasets() {
        return metadata == null ? List.of() : metadata;
    }

    /// The document that is kept: the typed members alone, without debug lines.
    public ScanResults document() {
        return new ScanResults(
                ScanResults.TYPE,
                scanId,
                definitionName,
                defaultDataSource,
                new DataSourceProperties(dataSourceType().orElse(UNKNOWN_TYPE)),
                dataTimestamp,
                scanStartTimestamp,
                scanEndTimestamp,
                Boolean.TRUE.equals(hasErrors),
                Boolean.TRUE.equals(hasWarnings),
                Boolean.TRUE.equals(hasFailures),
                checked().stream().map(UploadedCheck::result).toList(),
                UploadedLine.wholeLog(logs, scanEndTimestamp),
                ScanResults.SOURCE_OWNER,
                contract == null ? null : reference(contract),
                List.of(),
                PARTIAL.equals(resultsIngestionMode) ? IngestionMode.partial : IngestionMode.full,
                List.of(),
                ScanResults.VERSION,
                columns(),
                null);
    }

    private static ContractReference reference(ContractFileReference contract) {
        return new ContractReference(
                contract.fileId(),
                new ContractReference.Metadata(
                        new ContractReference.Source(LOCAL, contract.filePath().orElse(""))));
    }

    private @Nullable List<DatasetMetadata> columns() {
        List<DatasetMetadata> read = new ArrayList<>();
        datasets().stream().filter(dataset -> dataset.schema() != null).forEach(read::add);
        return read.isEmpty() ? null : read;
    }
}
