package io.seltzer.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.event.KeyValuePair;

/// What a process logs goes to standard error: standard output belongs to results.
///
/// Code in place of Logback's XML, whose parser takes longer than a short command's work. A file that the property
/// `logback.configurationFile` names, or a `logback-test.xml`, wins.
public final class ProcessLog extends ContextAwareBase implements Configurator {
    /// Environment variable or system property: the least level of Seltzer's own lines.
    public static final String LEVEL = "SELTZER_LOG_LEVEL";

    @Override
    public ExecutionStatus configure(LoggerContext logging) {
        if (System.getProperty("logback.configurationFile") != null
                || ProcessLog.class.getResource("/logback-test.xml") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(logging);
        encoder.setLayout(new Line());
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(logging);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        logging.getLogger("io.seltzer").setLevel(level());
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Level level() {
        String name = Optional.ofNullable(System.getProperty(LEVEL)).orElseGet(() -> System.getenv(LEVEL));
        return Level.toLevel(name, Level.INFO);
    }

    /// One event as one line. No stack trace and no message of a failure: they may quote data; the class and the
    /// key-value pairs say enough.
    private static final class Line extends LayoutBase<ILoggingEvent> {
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
            if (event.getKeyValuePairs() != null) {
                for (KeyValuePair pair : event.getKeyValuePairs()) {
                    line.append(' ').append(pair.key).append('=').append(pair.value);
                }
            }
            return line.append(System.lineSeparator()).toString();
        }
    }
}
