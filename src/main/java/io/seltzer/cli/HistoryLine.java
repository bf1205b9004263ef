package io.seltzer.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.seltzer.protocol.monitoring.SeriesAnswer.Mark;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A line of a history file, as JSON.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HistoryLine.Point.class, name = "point"),
    @JsonSubTypes.Type(value = HistoryLine.Schema.class, name = "schema"),
})
sealed interface HistoryLine {

    /// @param value absent for a gap
    /// @param raw what was measured, where the value is a change
    /// @param mark may be edited by hand: the next run learns from it
    /// @param sensitivity with which it was decided
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Point(
            UUID monitor,
            @Nullable String group,
            Instant time,
            @Nullable Double value,
            @Nullable Double raw,
            Verdict verdict,
            @Nullable Mark mark,
            double sensitivity)
            implements HistoryLine {}

    /// @param columns as the newest run saw them
    record Schema(String dataset, List<ColumnMetadata> columns) implements HistoryLine {}
}
