package io.seltzer.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a monitor's value comes about from terms, which are expressions of a query.
public sealed interface Formula {
    double MICROS_OF_HOUR = 3_600_000_000.0;
    double FARTHEST_SECONDS = 1e12;

    List<String> terms();

    /// @param cells of the terms, in their order: null for NULL and where there were no rows, NaN for what is no number
    Reading reading(List<@Nullable Double> cells, Instant reference);

    /// The term as it is.
    record Amount(String term) implements Formula {
        @Override
        public List<String> terms() {
            return List.of(term);
        }

        @Override
        public Reading reading(List<@Nullable Double> cells, Instant reference) {
            Double value = cells.getFirst();
            return value == null ? Reading.none(Gap.EMPTY) : Reading.of(value);
        }
    }

    /// A number of things: without rows it is 0.
    record Tally(String term) implements Formula {
        @Override
        public List<String> terms() {
            return List.of(term);
        }

        @Override
        public Reading reading(List<@Nullable Double> cells, Instant reference) {
            Double value = cells.getFirst();
            return Reading.of(value == null ? 0 : value);
        }
    }

    /// sum / count. Databases' own averages of numbers such as 1e300 fail where their sums do not.
    record Mean(String sum, String count) implements Formula {
        @Override
        public List<String> terms() {
            return List.of(sum, count);
        }

        @Override
        public Reading reading(List<@Nullable Double> cells, Instant reference) {
            Double total = cells.getFirst();
            double number = orZero(cells.get(1));
            return total == null || number == 0 ? Reading.none(Gap.EMPTY) : Reading.of(total / number);
        }
    }

    /// 100 × (1 − part / whole)
    record PercentWithout(String part, String whole) implements Formula {
        @Override
        public List<String> terms() {
            return List.of(part, whole);
        }

        @Override
        public Reading reading(List<@Nullable Double> cells, Instant reference) {
            double whole = orZero(cells.get(1));
            return whole == 0
                    ? Reading.none(Gap.EMPTY)
                    : Reading.of(100 * (whole - orZero(cells.getFirst())) / whole);
        }
    }

    /// 100 × part / whole
    record PercentOf(String part, String whole) implements Formula {
        @Override
        public List<String> terms() {
            return List.of(part, whole);
        }

        @Override
        public Reading reading(List<@Nullable Double> cells, Instant reference) {
            double whole = orZero(cells.get(1));
            return whole == 0 ? Reading.none(Gap.EMPTY) : Reading.of(100 * orZero(cells.getFirst()) / whole);
        }
    }

    /// Hours from a time, in seconds since 1970 began, to the reference. Later times are of age 0.
    ///
    /// @param zone in which times without a zone are told; empty for points in time
    record Age(String latestSeconds, Optional<ZoneId> zone) implements Formula {
        @Override
        public List<String> terms() {
            return List.of(latestSeconds);
        }

        @Override
        public Reading reading(List<@Nullable Double> cells, Instant reference) {
            Double seconds = cells.getFirst();
            if (seconds == null) {
                return Reading.none(Gap.EMPTY);
            }
            if (!(Math.abs(seconds) < FARTHEST_SECONDS)) {
                return Reading.none(Gap.NOT_A_NUMBER);
            }
            Instant latest = instant(seconds);
            Duration age = Duration.between(latest, reference);
            double micros = age.getSeconds() * 1e6 + age.getNano() / 1e3;
            return Reading.of(Math.max(0, micros / MICROS_OF_HOUR));
        }

        private Instant instant(double seconds) {
            long whole = (long) Math.floor(seconds);
            long nanos = Math.min(999_999, Math.round((seconds - whole) * 1e6)) * 1_000;
            return zone.map(there -> LocalDateTime.ofEpochSecond(whole, (int) nanos, ZoneOffset.UTC)
                            .atZone(there)
                            .toInstant())
                    .orElseGet(() -> Instant.ofEpochSecond(whole, nanos));
        }
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
