package io.seltzer.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What makes a monitor the same one however it is called and set: its history goes on.
public final class MonitorIdentity {
    private MonitorIdentity() {}

    /// @param dataset qualified name
    /// @param groupColumn of a grouped monitor
    /// @param sql of a custom one
    public static UUID of(
            String dataset,
            MonitorMetric metric,
            @Nullable String column,
            @Nullable String groupColumn,
            @Nullable String sql) {
        // Each part with its length: no two lists of parts give one text.
        String text = Stream.of(dataset, metric.key(), orEmpty(column), orEmpty(groupColumn), orEmpty(sql))
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining("/"));
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8));
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }
}
