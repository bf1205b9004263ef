package io.seltzer.scan;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;

/// Points in time among the values that drivers return. A time without a zone is in UTC, and a date begins at midnight
/// UTC.
final class TimeReading {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /// `2026-05-04`, `2026-05-04 08:00`, `2026-05-04T08:00:00.123+02:00`.
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private TimeReading() {}

    /// Years beyond those of a calendar date are none: databases write infinity so.
    static Optional<Instant> of(Object value) {
        return any(value).filter(instant -> !instant.isBefore(FIRST) && !instant.isAfter(LAST));
    }

    private static Optional<Instant> any(Object value) {
        return switch (value) {
            case Instant instant -> Optional.of(instant);
            case OffsetDateTime time -> Optional.of(time.toInstant());
            case ZonedDateTime time -> Optional.of(time.toInstant());
            case LocalDateTime time -> Optional.of(time.toInstant(ZoneOffset.UTC));
            case LocalDate date -> Optional.of(midnight(date));
            // Drivers of JDBC hold a time without a zone in the zone of this process.
            case Timestamp time -> Optional.of(time.toLocalDateTime().toInstant(ZoneOffset.UTC));
            case java.sql.Date date -> Optional.of(midnight(date.toLocalDate()));
            case java.sql.Time _ -> Optional.empty();
            case Date date -> Optional.of(date.toInstant());
            case CharSequence text -> ofText(text.toString().strip());
            default -> Optional.empty();
        };
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Optional<Instant> ofText(String text) {
        try {
            TemporalAccessor parsed = ISO.parseBest(
                    text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return any(parsed);
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
