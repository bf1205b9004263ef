package io.seltzer.cloud.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A point in time as pages write it, in UTC.
public record Moment(Instant instant) {
    private static final DateTimeFormatter MINUTE = form("d MMM uuuu, HH:mm");
    private static final DateTimeFormatter CLOCK = form("HH:mm:ss.SSS");

    /// `2013-12-11T06:02:00Z`, for machines
    public String iso() {
        return instant.toString();
    }

    /// `11 Dec 2013, 06:02`
    public String minute() {
        return MINUTE.format(instant);
    }

    /// `06:02:00.310`
    public String clock() {
        return CLOCK.format(instant);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
