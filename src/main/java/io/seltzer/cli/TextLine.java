package io.seltzer.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// One event as one line. No stack trace and no message of a failure: they may quote data; the class and the key-value
/// pairs say enough.
final class TextLine extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        String logger = event.getLoggerName();
        line.append(' ').append(event.getLevel().levelStr);
        line.repeat(' ', Math.max(0, 5 - event.getLevel().levelStr.length()));
        line.append(' ').append(logger, logger.lastIndexOf('.') + 1, logger.length());
        line.append(' ').append(event.getFormattedMessage());
        LineKeys.of(event).forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
        return line.append(System.lineSeparator()).toString();
    }
}
