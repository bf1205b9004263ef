package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seltzer.cloud.store.InstructionState;
import io.seltzer.cloud.store.Scan;
import io.seltzer.cloud.store.Scan.Counts;
import io.seltzer.cloud.store.Scan.Failure;
import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A scan as clients poll it (cloud-protocol §8, §12).
///
/// @param state one of the words that all clients know
/// @param contractDatasetCloudUrl absent for a scan of monitors, which may have many datasets
/// @param errors checks that could not be evaluated
/// @param failure why the scan has no results; Seltzer's own member
/// @param failedRows where its failed rows lie in the diagnostics warehouse; Seltzer's own member
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScanStatus(
        UUID id,
        String state,
        String cloudUrl,
        @Nullable String contractDatasetCloudUrl,
        OffsetDateTime created,
        OffsetDateTime submitted,
        @Nullable OffsetDateTime started,
        @Nullable OffsetDateTime ended,
        OffsetDateTime scanTime,
        int errors,
        int failures,
        int warnings,
        List<CheckStatus> checks,
        Definition scanDefinition,
        @Nullable UUID runnerId,
        @Nullable UUID agentId,
        @Nullable Failure failure,
        List<WarehouseTable> failedRows) {

    record CheckStatus(UUID id, String evaluationStatus) {}

    /// @param id absent for a scan of monitors
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Definition(@Nullable UUID id, String name) {}

    static ScanStatus of(Scan scan, Links.Of links) {
        Counts counts = scan.counts() == null ? new Counts(0, 0, 0, 0) : scan.counts();
        return new ScanStatus(
                scan.id(),
                word(scan.state()),
                links.scan(scan.id()),
                scan.datasetId() == null ? null : links.dataset(scan.datasetId()),
                scan.createdAt(),
                scan.createdAt(),
                scan.startedAt(),
                scan.endedAt(),
                scan.dataTimestamp(),
                counts.unevaluated(),
                counts.failed(),
                counts.warned(),
                scan.checks().stream()
                        .map(check -> new CheckStatus(check.checkId(), CheckRoutes.evaluationStatus(check.outcome())))
                        .toList(),
                new Definition(scan.datasetId(), scan.definitionName()),
                scan.agentId(),
                scan.agentId(),
                scan.failure(),
                scan.failedRows());
    }

    private static String word(InstructionState state) {
        return switch (state) {
            case queued, leased -> "queuing";
            case running -> "executing";
            case cancelationRequested, canceled, timeOutRequested, timedOut, failed, completed, completedWithErrors,
                    completedWithFailures, completedWithWarnings ->
                state.toString();
        };
    }
}
