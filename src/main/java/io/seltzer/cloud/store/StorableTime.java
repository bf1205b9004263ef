package io.seltzer.cloud.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// A time out of a message, in the form in which statements take it.
final class StorableTime {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private StorableTime() {}

    /// Fails with [Refused] for what no table can hold.
    static OffsetDateTime of(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw Refused.invalid("invalid_time", "A time lies outside of the years 1 to 9999.");
        }
        return time.atOffset(ZoneOffset.UTC);
    }
}
