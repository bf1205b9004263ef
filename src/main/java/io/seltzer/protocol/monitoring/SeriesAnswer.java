package io.seltzer.protocol.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Monitor;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answer to a [SeriesQuery]. A series whose monitor is gone by now is left out.
public record SeriesAnswer(List<Memory> series) {
    /// How many points of history there are at most, the newest.
    public static final int LONGEST_HISTORY = 10_000;

    /// Code of the refusal of a question whose histories are too long for one answer: ask for some series at a time.
    public static final String TOO_LONG = "monitoring.too-much-history";

    /// @param dataset qualified name
    /// @param generation grows with whatever makes a state out of date; a state of an older one is not kept
    /// @param state of the detector, when it is up to date and ends before the first measured time; otherwise there is a
    ///     history
    /// @param history all points of the series in order of time, also those from the first measured time on
    /// @param previous for changes: the newest raw value before the first measured time
    /// @param knownSchema for schema changes: the columns that an earlier scan saw
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes that nobody compares
    public record Memory(
            Monitor monitor,
            @Nullable String group,
            String dataset,
            Cadence cadence,
            ZoneId timeZone,
            long generation,
            byte @Nullable [] state,
            @Nullable List<Point> history,
            @Nullable Double previous,
            @Nullable List<ColumnMetadata> knownSchema) {}

    /// One point of a history.
    ///
    /// @param value absent for a gap
    /// @param raw what was measured, where the value is a change
    /// @param mark what people, or exclusions, say of it
    /// @param sensitivity with which it was decided
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(
            Instant time, @Nullable Double value, @Nullable Double raw, @Nullable Mark mark, double sensitivity) {}

    /// What is known of a point besides its value.
    public enum Mark {
        expected,
        anomaly,
        excluded
    }
}
