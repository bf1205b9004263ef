package io.seltzer.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/// A time that the user names, by an option or a variable.
final class UserTime {
    private UserTime() {}

    /// @param where the option or the variable, for the message
    /// @throws UserError when the text is none
    static Instant of(String where, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            throw new UserError(where + " is a time with its zone, such as 2026-05-04T08:00:00Z.");
        }
    }
}
