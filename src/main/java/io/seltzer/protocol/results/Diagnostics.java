package io.seltzer.protocol.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was measured (cloud-protocol §6).
///
/// @param value compared with the threshold; 0 when there is none; absent when a client measured no number
/// @param fail bounds of the violating region; empty bounds for equal and not equal
/// @param v4 numbers by check type; absent for excluded checks
/// @param measure absent for plain numbers
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Diagnostics(
        @Nullable BigDecimal value,
        @Nullable Bounds fail,
        @Nullable Bounds warn,
        @Nullable V4 v4,
        @Nullable Measure measure) {

    /// What the numbers are when they are no plain numbers.
    public enum Measure {
        /// Value and bounds are milliseconds.
        time
    }


    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Bounds(
            @Nullable BigDecimal greaterThan,
            @Nullable BigDecimal greaterThanOrEqual,
            @Nullable BigDecimal lessThan,
            @Nullable BigDecimal lessThanOrEqual) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Missing.class, name = "missing"),
        @JsonSubTypes.Type(value = Invalid.class, name = "invalid"),
        @JsonSubTypes.Type(value = Duplicate.class, name = "duplicate"),
        @JsonSubTypes.Type(value = RowCount.class, name = "row_count"),
        @JsonSubTypes.Type(value = Aggregate.class, name = "aggregate"),
        @JsonSubTypes.Type(value = Metric.class, name = "metric"),
        @JsonSubTypes.Type(value = FailedRows.class, name = "failed_rows"),
        @JsonSubTypes.Type(value = Freshness.class, name = "freshness"),
        @JsonSubTypes.Type(value = Schema.class, name = "schema"),
        @JsonSubTypes.Type(value = AnomalyDetection.class, name = "anomaly_detection"),
    })
    @JsonDeserialize
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public sealed interface V4 {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Missing(
            @Nullable Long failedRowsCount,
            @Nullable Double failedRowsPercent,
            @Nullable Long datasetRowsTested,
            @Nullable Long checkRowsTested,
            @Nullable Long scopeRowsTested)
            implements V4 {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Invalid(
            @Nullable Long failedRowsCount,
            @Nullable Double failedRowsPercent,
            @Nullable Long datasetRowsTested,
            @Nullable Long checkRowsTested,
            @Nullable Long missingCount,
            @Nullable Long scopeRowsTested)
            implements V4 {}

    /// @param missingCount absent for tuples
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Duplicate(
            @Nullable Long failedRowsCount,
            @Nullable Double failedRowsPercent,
            @Nullable Long datasetRowsTested,
            @Nullable Long checkRowsTested,
            @Nullable Long missingCount,
            @Nullable Long scopeRowsTested)
            implements V4 {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RowCount(
            @Nullable Long checkRowsTested, @Nullable Long datasetRowsTested, @Nullable Long scopeRowsTested)
            implements V4 {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Aggregate(
            @Nullable Long checkRowsTested, @Nullable Long datasetRowsTested, @Nullable Long scopeRowsTested)
            implements V4 {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metric(@Nullable Long datasetRowsTested, @Nullable Long scopeRowsTested) implements V4 {}

    /// Percentage and rows tested are there when it is known how many rows could have failed.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FailedRows(
            @Nullable Long failedRowsCount,
            @Nullable Double failedRowsPercent,
            @Nullable Long datasetRowsTested,
            @Nullable Long checkRowsTested,
            @Nullable Long scopeRowsTested)
            implements V4 {}

    /// @param actualTimestamp the newest value
    /// @param expectedTimestamp from which its age counts
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Freshness(
            @JsonSerialize(using = UtcSeconds.class) @Nullable Instant actualTimestamp,
            @JsonSerialize(using = UtcSeconds.class) @Nullable Instant actualTimestampUtc,
            @JsonSerialize(using = UtcSeconds.class) @Nullable Instant expectedTimestamp,
            @JsonSerialize(using = UtcSeconds.class) @Nullable Instant expectedTimestampUtc,
            @Nullable Long datasetRowsTested,
            @Nullable Long scopeRowsTested)
            implements V4 {}

    public record Schema(List<SchemaColumn> expected, List<SchemaColumn> actual) implements V4 {}

    /// What a monitor thinks of one point.
    ///
    /// @param reason why the verdict is unknown; absent otherwise
    /// @param missingPoints how many more points the training takes; absent when it is over
    /// @param lower bound of what was expected; absent when there is none
    /// @param upper bound of what was expected; absent when there is none
    /// @param score 1 on the bound, at most 50
    /// @param direction 1 above what was expected, -1 below, 0 for no anomaly
    /// @param alert whether somebody should hear of it; false for an anomaly that continues
    /// @param raw what was measured, where the value is a change
    /// @param group name or fingerprint; absent for a monitor without groups
    /// @param sensitivity with which it was decided
    /// @param schema what changed; absent for all but schema changes
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AnomalyDetection(
            Verdict verdict,
            @Nullable String reason,
            @Nullable Integer missingPoints,
            @Nullable Double expected,
            @Nullable Double lower,
            @Nullable Double upper,
            double score,
            int direction,
            boolean alert,
            @Nullable Double raw,
            @Nullable String group,
            double sensitivity,
            @Nullable SchemaChanges schema)
            implements V4 {}

    /// Of one point of a monitor.
    public enum Verdict {
        unknown,
        expected,
        anomaly,
        /// The second point of a lasting shift: outside of what was expected, and told already.
        continuing
    }

    public record SchemaChanges(List<SchemaColumn> added, List<SchemaColumn> removed, List<TypeChange> retyped) {}

    public record TypeChange(String name, String from, String to) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SchemaColumn(String name, @Nullable String type) {}
}
