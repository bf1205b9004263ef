package io.seltzer.cloud.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A point of a monitor's history.
///
/// @param group empty for a monitor without groups
/// @param value absent for a gap; may be infinite
/// @param raw what was measured, where the value is a change
/// @param verdict word of [io.seltzer.protocol.results.Diagnostics.Verdict]
/// @param schemaChanges as [io.seltzer.protocol.results.Diagnostics.SchemaChanges]
/// @param mark word of [io.seltzer.protocol.monitoring.SeriesAnswer.Mark]
/// @param markedBy absent where a rule excluded the point
public record MeasurementPoint(
        String group,
        OffsetDateTime dataTime,
        @Nullable Double value,
        @Nullable Double raw,
        String verdict,
        @Nullable String reason,
        @Nullable Integer missingPoints,
        @Nullable Double expected,
        @Nullable Double lower,
        @Nullable Double upper,
        double score,
        int direction,
        boolean alert,
        double sensitivity,
        @Nullable JsonNode schemaChanges,
        @Nullable String mark,
        @Nullable String markedBy,
        @Nullable OffsetDateTime markedAt,
        UUID scanId,
        boolean backfilled) {}
