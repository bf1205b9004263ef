package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// What stands in the log.
class LogLinesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    @AfterEach
    void forget() {
        LineKeys.ofProcess(Map.of());
    }

    @Test
    void a_line_in_json_is_one_object_with_the_keys_of_the_event() {
        assertThat(new JsonLine().doLayout(event(null, pair("instruction", "ab"), pair("epoch", 3L), pair("retry", true))))
                .isEqualToIgnoringNewLines("{\"time\":\"2026-11-21T12:00:00.123Z\",\"level\":\"warn\","
                        + "\"logger\":\"io.vertx.core.Some\",\"message\":\"A \\\"quoted\\\"\\nmessage\","
                        + "\"instruction\":\"ab\",\"epoch\":3,\"retry\":true}")
                .endsWith(System.lineSeparator());
    }

    @Test
    void a_line_in_text_has_the_same_keys() {
        assertThat(new TextLine().doLayout(event(null, pair("epoch", 3L))))
                .startsWith("2026-11-21T12:00:00.123Z WARN  Some A ")
                .endsWith(" epoch=3" + System.lineSeparator());
    }

    @Test
    void of_a_failure_there_is_its_class_and_neither_message_nor_trace() {
        // Given
        Exception failure = new IllegalStateException("duplicate key (mary@example.com)");

        // Then
        for (String line : List.of(new JsonLine().doLayout(event(failure)), new TextLine().doLayout(event(failure)))) {
            assertThat(line).contains("java.lang.IllegalStateException").doesNotContain("mary", "at io.seltzer");
        }
    }

    @Test
    void a_key_never_replaces_what_every_line_has() {
        assertThat(new JsonLine().doLayout(event(null, pair("message", "other")))).contains("\"_message\":\"other\"");
    }

    @Test
    void what_the_process_is_about_stands_on_lines_of_libraries_too() {
        // Given
        LineKeys.ofProcess(Map.of("instruction", "ab"));

        // Then
        assertThat(new JsonLine().doLayout(event(null))).contains("\"instruction\":\"ab\"");
    }

    private static KeyValuePair pair(String key, Object value) {
        return new KeyValuePair(key, value);
    }

    private static LoggingEvent event(@Nullable Throwable failure, KeyValuePair... pairs) {
        LoggerContext logging = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                "", logging.getLogger("io.vertx.core.Some"), Level.WARN, "A \"quoted\"\nmessage", failure, null);
        event.setInstant(NOON);
        event.setKeyValuePairs(List.of(pairs));
        return event;
    }
}
