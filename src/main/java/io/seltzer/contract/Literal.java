package io.seltzer.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A constant that a contract compares values with. NULL in a list of a contract is dropped when read: NULL is
/// missing, never valid or invalid.
public sealed interface Literal {
    record Text(String value) implements Literal {}

    record Decimal(BigDecimal value) implements Literal {}

    record Truth(boolean value) implements Literal {}

    record Date(LocalDate value) implements Literal {}

    /// A date with time; without an offset it is the source's local time.
    record DateTime(LocalDateTime value, @Nullable ZoneOffset offset) implements Literal {}
}
