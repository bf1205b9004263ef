package io.seltzer.cloud.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of a point besides its value, in words.
///
/// @param who said so, and when; empty when a rule did
public record Mark(String text, String who) {

    static Optional<Mark> of(MonitorPoint point, Schedule schedule) {
        return words(point.mark())
                .map(text -> new Mark(
                        text,
                        point.markedBy() == null || point.markedAt() == null
                                ? ""
                                : point.markedBy() + ", " + schedule.minute(point.markedAt())));
    }

    static Optional<String> words(@Nullable String mark) {
        return Optional.ofNullable(
                switch (mark == null ? "" : mark) {
                    case "anomaly" -> "Real anomaly";
                    case "expected" -> "Expected";
                    case "excluded" -> "Excluded";
                    default -> null;
                });
    }
}
