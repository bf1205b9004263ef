package io.seltzer.protocol.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `POST /agent/v1/instructions/{id}/series`: what the control plane remembers of series, answered by a [SeriesAnswer]
/// in the same order.
public record SeriesQuery(long epoch, List<Wanted> wanted) {
    /// @param from the oldest data time that was measured
    /// @param rebuild whether the history is wanted although there is a state, which could not be read
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Wanted(UUID monitor, @Nullable String group, Instant from, boolean rebuild) {}
}
