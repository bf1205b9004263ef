package io.seltzer.cloud.store;

import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A scan as it stands.
///
/// @param datasetId absent when monitors are measured
/// @param counts absent until results came
/// @param failure why it has no results
/// @param failedRows where its failed rows lie
public record Scan(
        UUID id,
        InstructionState state,
        @Nullable UUID datasetId,
        String definitionName,
        OffsetDateTime dataTimestamp,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime endedAt,
        @Nullable UUID agentId,
        @Nullable Counts counts,
        @Nullable Failure failure,
        List<Outcome> checks,
        List<WarehouseTable> failedRows) {

    public record Counts(int passed, int warned, int failed, int unevaluated) {}

    public record Failure(String code, String message) {}

    /// @param outcome word of [io.seltzer.protocol.results.CheckResult.Outcome]
    public record Outcome(UUID checkId, String outcome) {}
}
