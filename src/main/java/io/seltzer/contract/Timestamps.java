package io.seltzer.contract;

import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.ScalarResolution;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Points in time that variables name. Without an offset they are in UTC; a day is its first instant.
final class Timestamps {
    private Timestamps() {}

    static Optional<Instant> instant(String text) {
        return switch (ScalarResolution.plain(text.strip())) {
            case Scalar.Date(LocalDate day) -> Optional.of(day.atStartOfDay().toInstant(ZoneOffset.UTC));
            case Scalar.DateTime(LocalDateTime local, @Nullable ZoneOffset offset) ->
                Optional.of(local.toInstant(offset == null ? ZoneOffset.UTC : offset));
            case Scalar.Text _, Scalar.Decimal _, Scalar.Truth _, Scalar.Null _ -> Optional.empty();
        };
    }
}
