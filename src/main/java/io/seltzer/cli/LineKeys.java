package io.seltzer.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// The keys of a line besides its message: what the process is about, what the event says, and the class of a failure.
final class LineKeys {
    private static final String FAILURE = "failure";
    private static final List<String> TAKEN = List.of("time", "level", "logger", "message");

    private static volatile Map<String, Object> process = Map.of();

    private LineKeys() {}

    /// Stands on every line of this process from now on, also on those of libraries.
    static void ofProcess(Map<String, Object> keys) {
        process = Map.copyOf(keys);
    }

    static Map<String, Object> of(ILoggingEvent event) {
        Map<String, Object> keys = new LinkedHashMap<>();
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                keys.put(TAKEN.contains(pair.key) ? "_" + pair.key : pair.key, plain(pair.value));
            }
        }
        process.forEach(keys::putIfAbsent);
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            keys.putIfAbsent(FAILURE, failure.getClassName());
        }
        return keys;
    }

    private static Object plain(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
