package io.seltzer.detection;

import io.seltzer.protocol.monitoring.Measurement;
import io.seltzer.protocol.monitoring.SeriesAnswer.Memory;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which series a point belongs to.
///
/// @param group absent for a monitor without groups
record SeriesKey(UUID monitor, @Nullable String group) {
    static SeriesKey of(Measurement measurement) {
        return new SeriesKey(measurement.monitor(), measurement.group());
    }

    static SeriesKey of(Memory memory) {
        return new SeriesKey(memory.monitor().id(), memory.group());
    }

    /// As metrics on the wire are called.
    String identity() {
        return group == null ? monitor.toString() : monitor + "/" + group;
    }
}
