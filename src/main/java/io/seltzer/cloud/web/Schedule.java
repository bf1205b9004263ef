package io.seltzer.cloud.web;

import io.seltzer.monitor.Cadence;
import io.seltzer.monitor.Partition;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// When and how a dataset is measured.
public record Schedule(
        Cadence cadence, ZoneId zone, Optional<String> partitionColumn, boolean enabled, Instant nextDue) {
    static final Schedule NONE = new Schedule(Cadence.DAILY, ZoneOffset.UTC, Optional.empty(), false, Instant.EPOCH);

    /// `daily`, `every 2 hours`
    public String words() {
        return cadence.key().replace('_', ' ');
    }

    /// `per day of`, as in "per day of flight_date"
    public String per() {
        return switch (cadence) {
            case DAILY -> "per day of";
            case WEEKLY -> "per week of";
            case HOURLY -> "per hour of";
            case EVERY_2_HOURS, EVERY_3_HOURS, EVERY_4_HOURS, EVERY_6_HOURS, EVERY_8_HOURS, EVERY_12_HOURS ->
                "per " + cadence.hours() + " hours of";
        };
    }

    /// Which data a point is of: `9 Feb 2013`, and the time of day where there are several on a day.
    String dataOf(Instant time) {
        return time.atZone(zone).format(form(isByDay() ? "d MMM uuuu" : "d MMM uuuu, HH:mm"));
    }

    /// The same for machines: `2013-02-09` or `2013-02-09T05:00`.
    String label(Instant time) {
        return time.atZone(zone).format(form(isByDay() ? "uuuu-MM-dd" : "uuuu-MM-dd'T'HH:mm"));
    }

    /// `10 Feb 2013, 05:58`
    public String minute(Instant time) {
        return time.atZone(zone).format(form("d MMM uuuu, HH:mm"));
    }

    public String nextDueWords() {
        return minute(nextDue);
    }

    /// Whether a day has at most one point.
    public boolean isByDay() {
        return cadence.hours() >= Cadence.DAILY.hours();
    }

    /// The slot that a point lies in.
    Partition slot(Instant time) {
        return cadence.at(time, zone);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
