package io.seltzer.cloud.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seltzer.cloud.store.WatchedMonitor;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.MonitorMetric;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A monitor in an answer.
///
/// @param since when its series began
/// @param latest of its newest point, of several groups the worst; absent before the first
@JsonInclude(JsonInclude.Include.NON_NULL)
record MonitorView(
        UUID id,
        UUID datasetId,
        String name,
        MonitorMetric metric,
        @Nullable String column,
        @Nullable Grouping grouping,
        @Nullable String sql,
        Detection detection,
        OffsetDateTime createdAt,
        OffsetDateTime since,
        @Nullable Latest latest) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Latest(
            OffsetDateTime dataTime,
            @Nullable String group,
            String verdict,
            @Nullable String reason,
            @Nullable Integer missingPoints,
            @Nullable Double value) {}

    static MonitorView of(WatchedMonitor watched) {
        return new MonitorView(
                watched.monitor().id(),
                watched.dataset(),
                watched.monitor().name(),
                watched.monitor().metric(),
                watched.monitor().column(),
                watched.monitor().grouping(),
                watched.monitor().sql(),
                watched.monitor().detection(),
                watched.createdAt(),
                watched.since(),
                watched.latest() == null ? null : latest(watched.latest()));
    }

    private static Latest latest(WatchedMonitor.Latest latest) {
        return new Latest(
                latest.dataTime(),
                latest.group().isEmpty() ? null : latest.group(),
                latest.verdict(),
                latest.reason(),
                latest.missingPoints(),
                latest.value());
    }
}
