package io.seltzer.contract;

import java.time.Duration;
import java.util.Locale;

/// In what a freshness check measures age.
public enum AgeUnit {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration length;

    AgeUnit(Duration length) {
        this.length = length;
    }

    public Duration length() {
        return length;
    }

    /// As contracts spell it.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
