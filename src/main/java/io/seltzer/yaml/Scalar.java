package io.seltzer.yaml;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The value of a YAML 1.2 scalar.
public sealed interface Scalar {
    record Text(String value) implements Scalar {}

    record Decimal(BigDecimal value) implements Scalar {}

    record Truth(boolean value) implements Scalar {}

    record Date(LocalDate value) implements Scalar {}

    /// A date with time; the offset is null when the text names none.
    record DateTime(LocalDateTime value, @Nullable ZoneOffset offset) implements Scalar {}

    record Null() implements Scalar {}
}
