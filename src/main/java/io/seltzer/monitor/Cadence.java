package io.seltzer.monitor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How often a dataset is measured, and how long a partition of it is. Days and weeks are those of a time zone: a day may
/// have 23 or 25 hours, a week starts on Monday, and shorter slots are counted from midnight.
public enum Cadence {
    HOURLY(1),
    EVERY_2_HOURS(2),
    EVERY_3_HOURS(3),
    EVERY_4_HOURS(4),
    EVERY_6_HOURS(6),
    EVERY_8_HOURS(8),
    EVERY_12_HOURS(12),
    DAILY(24),
    WEEKLY(168);

    private final int hours;

    Cadence(int hours) {
        this.hours = hours;
    }

    public int hours() {
        return hours;
    }

    /// As files, messages and tables spell it, e.g. `every_2_hours`.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Cadence> of(String key) {
        return Arrays.stream(values()).filter(cadence -> cadence.key().equals(key)).findFirst();
    }

    @JsonCreator
    static Cadence ofKey(String key) {
        return of(key).orElseThrow(() -> new IllegalArgumentException("no such cadence"));
    }

    /// The partition that an instant lies in.
    public Partition at(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        return switch (this) {
            case WEEKLY -> {
                ZonedDateTime monday = local.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .atStartOfDay(zone);
                yield new Partition(
                        monday.toInstant(), monday.toLocalDate().plusWeeks(1).atStartOfDay(zone).toInstant());
            }
            case DAILY -> new Partition(
                    local.toLocalDate().atStartOfDay(zone).toInstant(),
                    local.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant());
            case HOURLY -> {
                Instant start = local.truncatedTo(ChronoUnit.HOURS).toInstant();
                // Where clocks change by half an hour, an hour of the clock is not always one of time.
                while (!start.plus(1, ChronoUnit.HOURS).isAfter(instant)) {
                    start = start.plus(1, ChronoUnit.HOURS);
                }
                yield new Partition(start, start.plus(1, ChronoUnit.HOURS));
            }
            case EVERY_2_HOURS, EVERY_3_HOURS, EVERY_4_HOURS, EVERY_6_HOURS, EVERY_8_HOURS, EVERY_12_HOURS -> {
                int first = local.getHour() / hours * hours;
                Instant start = local.toLocalDate().atTime(LocalTime.of(first, 0)).atZone(zone).toInstant();
                Instant end = first + hours == 24
                        ? local.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant()
                        : local.toLocalDate().atTime(LocalTime.of(first + hours, 0)).atZone(zone).toInstant();
                yield new Partition(start, end);
            }
        };
    }

    /// The newest partition that is over.
    public Partition lastComplete(Instant now, ZoneId zone) {
        return at(at(now, zone).start().minusSeconds(1), zone);
    }

    /// Partitions that are over, oldest first.
    ///
    /// @param from in the oldest of them
    /// @param most how many at most; the newest ones count
    public List<Partition> complete(Instant from, Instant now, ZoneId zone, int most) {
        List<Partition> newestFirst = new ArrayList<>();
        for (Partition partition = lastComplete(now, zone);
                partition.end().isAfter(from) && newestFirst.size() < most;
                partition = at(partition.start().minusSeconds(1), zone)) {
            newestFirst.add(partition);
        }
        return newestFirst.reversed();
    }

    /// When the next partition is over.
    public Instant nextDue(Instant now, ZoneId zone) {
        return at(now, zone).end();
    }
}
