package io.seltzer.client;

import java.time.Duration;
import java.util.Optional;

/// Lengths of time that others write as a number of seconds.
final class Seconds {
    /// Longer than any wait, and short enough for every calculation.
    private static final double MOST = 365 * 24 * 3600.0;

    private Seconds() {}

    /// Empty for what is no finite number.
    static Optional<Double> parse(String text) {
        try {
            double seconds = Double.parseDouble(text.strip());
            return Double.isFinite(seconds) ? Optional.of(seconds) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(Math.min(seconds, MOST) * 1000));
    }
}
