package io.seltzer.protocol.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seltzer.protocol.results.ScanResults;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `POST /agent/v1/instructions/{id}/decided`: verdicts on a batch of measurements, or on some of its series, and
/// the series' states after them. The same again changes nothing.
///
/// @param batch number of the measurements' batch
/// @param results its checks are of type `anomalyDetection`, one for each point; its metrics are the values
public record Decided(long epoch, int batch, ScanResults results, List<SeriesState> states) {
    public Decided {
        states = List.copyOf(states);
    }

    /// @param generation as it came with the memory
    /// @param time of the last point that the state has learnt
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes that nobody compares
    public record SeriesState(
            UUID monitor, @Nullable String group, long generation, Instant time, byte[] state) {}
}
