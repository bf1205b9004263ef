package io.seltzer.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a process logs goes to standard error: standard output belongs to results.
///
/// Code in place of Logback's XML, whose parser takes longer than a short command's work. A file that the property
/// `logback.configurationFile` names, or a `logback-test.xml`, wins.
public final class ProcessLog extends ContextAwareBase implements Configurator {
    /// Environment variable or system property: the least level of Seltzer's own lines.
    public static final String LEVEL = "SELTZER_LOG_LEVEL";

    /// Environment variable or system property: `text` or `json`.
    public static final String FORMAT = "SELTZER_LOG_FORMAT";

    /// Changes the log of a process that may have begun to log already.
    ///
    /// @param format as it is, when absent
    /// @param level as it is, when absent
    static void change(Optional<String> format, Optional<String> level) {
        format.ifPresent(name -> System.setProperty(FORMAT, name));
        level.ifPresent(name -> System.setProperty(LEVEL, name));
        if (!isConfiguredElsewhere() && LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.reset();
            ProcessLog changed = new ProcessLog();
            changed.setContext(logging);
            changed.configure(logging);
        }
    }

    private static boolean isConfiguredElsewhere() {
        return System.getProperty("logback.configurationFile") != null
                || ProcessLog.class.getResource("/logback-test.xml") != null;
    }

    @Override
    public ExecutionStatus configure(LoggerContext logging) {
        if (isConfiguredElsewhere()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(logging);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(format().layout());
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
        return Level.toLevel(setting(LEVEL).orElse(""), Level.INFO);
    }

    static LogFormat format() {
        return setting(FORMAT).filter("json"::equalsIgnoreCase).map(_ -> LogFormat.JSON).orElse(LogFormat.TEXT);
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name)).or(() -> Optional.ofNullable(System.getenv(name)));
    }
}
