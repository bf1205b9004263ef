package io.seltzer.contract;

import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.ScalarResolution;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Points in time that variables name. Without an offset they are in UTC; a day or a minute is its first instant.
final class Timestamps {
    private static final Pattern WITHOUT_SECONDS =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2})(Z|[-+]\\d{2}(?::?\\d{2})?)?");

    private Timestamps() {}

    static Optional<Instant> instant(String text) {
        return switch (ScalarResolution.plain(withSeconds(text.strip()))) {
            case Scalar.Date(LocalDate day) -> Optional.of(day.atStartOfDay().toInstant(ZoneOffset.UTC));
            case Scalar.DateTime(LocalDateTime local, @Nullable ZoneOffset offset) ->
                Optional.of(local.toInstant(offset == null ? ZoneOffset.UTC : offset));
            case Scalar.Text _, Scalar.Decimal _, Scalar.Truth _, Scalar.Null _ -> Optional.empty();
        };
    }

    private static String withSeconds(String text) {
        Matcher parts = WITHOUT_SECONDS.matcher(text);
        return parts.matches() ? parts.group(1) + ":00" + Objects.requireNonNullElse(parts.group(2), "") : text;
    }
}
