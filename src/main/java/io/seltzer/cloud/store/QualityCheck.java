package io.seltzer.cloud.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A check of a dataset with its newest result.
///
/// @param attributes list of name and value, as on the wire
/// @param latest absent when it was never evaluated
public record QualityCheck(
        UUID id,
        String identity,
        UUID datasetId,
        String datasetName,
        String name,
        String checkType,
        @Nullable String column,
        String definition,
        JsonNode attributes,
        OffsetDateTime createdAt,
        @Nullable Latest latest) {

    /// @param outcome word of [io.seltzer.protocol.results.CheckResult.Outcome]
    /// @param value absent when the check could not be evaluated
    /// @param diagnostics as on the wire
    public record Latest(
            UUID scanId,
            String outcome,
            @Nullable BigDecimal value,
            JsonNode diagnostics,
            OffsetDateTime dataTimestamp) {}
}
