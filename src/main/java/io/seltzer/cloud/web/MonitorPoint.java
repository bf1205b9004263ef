package io.seltzer.cloud.web;

import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.SchemaChanges;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One point of a series, as the metric store has it.
///
/// @param time start of the partition, or when a scan looked
/// @param value null for a gap; may be infinite
/// @param reason why the verdict is unknown
/// @param missing how many more points the training takes
/// @param score 1 on the bound
/// @param changes null for all but schema changes
/// @param mark `expected`, `anomaly` or `excluded`
record MonitorPoint(
        Instant time,
        @Nullable Double value,
        Diagnostics.Verdict verdict,
        @Nullable String reason,
        @Nullable Integer missing,
        @Nullable Double expected,
        @Nullable Double lower,
        @Nullable Double upper,
        double score,
        double sensitivity,
        @Nullable SchemaChanges changes,
        @Nullable String mark,
        @Nullable String markedBy,
        @Nullable Instant markedAt,
        UUID scan,
        Instant scanned,
        boolean backfilled) {

    Verdict words() {
        return Verdict.of(verdict, reason, missing);
    }

    /// Whether the value lies outside of the range and is expected nevertheless.
    boolean isNewUsual() {
        return verdict == Diagnostics.Verdict.expected
                && value != null
                && ((lower != null && value < lower) || (upper != null && value > upper));
    }

    /// Whether the value lies outside of what was expected, told or not.
    boolean isOutside() {
        return switch (verdict) {
            case anomaly, continuing -> true;
            case unknown, expected -> false;
        };
    }
}
