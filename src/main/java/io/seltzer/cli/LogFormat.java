package io.seltzer.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import java.util.Locale;

/// How lines of the log look.
public enum LogFormat {
    TEXT,
    JSON;

    Layout<ILoggingEvent> layout() {
        return switch (this) {
            case TEXT -> new TextLine();
            case JSON -> new JsonLine();
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
