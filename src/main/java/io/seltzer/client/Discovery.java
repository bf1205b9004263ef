package io.seltzer.client;

import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.ScanResults.DatasetMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The datasets that a discovery found (cloud-protocol §5.6).
///
/// @param scanId of a managed scan
/// @param definitionName of the scan definition
/// @param datasets qualified names
/// @param logs left out where they are streamed
public record Discovery(
        Optional<String> scanId,
        String definitionName,
        String dataSource,
        Instant dataTimestamp,
        Instant started,
        Instant ended,
        List<String> datasets,
        List<LogLine> logs) {

    /// @param scanReference of the batched way (cloud-protocol §5.7)
    Document document(@Nullable String scanReference) {
        return new Document(
                scanId.orElse(null),
                scanReference,
                "4",
                definitionName,
                dataSource,
                dataTimestamp,
                started,
                ended,
                false,
                datasets.stream().map(name -> new DatasetMetadata(name, null)).toList(),
                scanReference == null ? logs : List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /// On the wire. Its last four lists are always empty: a discovery checks nothing.
    record Document(
            @Nullable String scanId,
            @Nullable String scanReference,
            String version,
            String definitionName,
            String defaultDataSource,
            Instant dataTimestamp,
            Instant scanStartTimestamp,
            Instant scanEndTimestamp,
            boolean hasErrors,
            List<DatasetMetadata> metadata,
            List<LogLine> logs,
            List<String> checks,
            List<String> metrics,
            List<String> profiling,
            List<String> automatedMonitoringChecks) {}
}
