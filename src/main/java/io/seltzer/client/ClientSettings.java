package io.seltzer.client;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// How a client behaves.
///
/// @param product of this program, as it stands in `User-Agent`: `seltzer/1.0`
/// @param requestTimeout from the first byte sent to the last byte of the answer
/// @param deferralBudget how long one request may wait on 429, all waits together
/// @param logBatchLines most lines of a log batch
public record ClientSettings(
        String product,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration deferralBudget,
        int logBatchLines,
        ProxySelector proxies,
        Pace pace,
        Consumer<CloudEvent> events) {
    public static final String BUDGET_VARIABLE = "SODA_CLOUD_DEFERRAL_BUDGET_SECONDS";
    public static final String LOG_BATCH_VARIABLE = "SODA_LOGS_BATCH_LIMIT_COUNT";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /// Soda Cloud's own gateway gives up after a minute.
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration BUDGET = Duration.ofMinutes(5);
    private static final int LOG_BATCH_LINES = 1000;

    /// As the environment of a process says.
    ///
    /// @param version of this program
    public static ClientSettings of(
            String version, Function<String, Optional<String>> environment, Consumer<CloudEvent> events) {
        return new ClientSettings(
                "seltzer/" + version,
                CONNECT_TIMEOUT,
                REQUEST_TIMEOUT,
                budget(environment, events),
                logBatchLines(environment, events),
                EnvironmentProxies.of(environment),
                Pace.real(),
                events);
    }

    private static Duration budget(Function<String, Optional<String>> environment, Consumer<CloudEvent> events) {
        Optional<String> text = environment.apply(BUDGET_VARIABLE).map(String::strip).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return BUDGET;
        }
        Optional<Duration> budget = Seconds.parse(text.get()).filter(seconds -> seconds >= 0).map(Seconds::duration);
        if (budget.isEmpty()) {
            events.accept(new CloudEvent.SettingIgnored(BUDGET_VARIABLE, BUDGET.toSeconds() + " s"));
        }
        return budget.orElse(BUDGET);
    }

    private static int logBatchLines(Function<String, Optional<String>> environment, Consumer<CloudEvent> events) {
        Optional<String> text =
                environment.apply(LOG_BATCH_VARIABLE).map(String::strip).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return LOG_BATCH_LINES;
        }
        try {
            int lines = Integer.parseInt(text.get());
            if (lines > 0) {
                return lines;
            }
        } catch (NumberFormatException noNumber) {
            // Told below, as for a number out of range.
        }
        events.accept(new CloudEvent.SettingIgnored(LOG_BATCH_VARIABLE, String.valueOf(LOG_BATCH_LINES)));
        return LOG_BATCH_LINES;
    }
}
