package io.seltzer.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/// A time that the user names.
final class TimeOption {
    private TimeOption() {}

    /// @param option for the message
    /// @throws UserError when the text is none
    static Instant of(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            throw new UserError(option + " takes a time with its offset, such as 2026-05-04T08:00:00Z.");
        }
    }
}
