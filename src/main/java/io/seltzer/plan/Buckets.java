package io.seltzer.plan;

import java.util.List;
import java.util.Optional;

/// Which rows count for which time.
///
/// @param expression the number of a row's time; empty when there is one time
/// @param times by that number; empty for rows that count for none
/// @param running whether a row counts for all later times too
public record Buckets(Optional<String> expression, List<Optional<MeasuredTime>> times, boolean running) {
    public Buckets {
        times = List.copyOf(times);
    }

    static Buckets single(MeasuredTime time) {
        return new Buckets(Optional.empty(), List.of(Optional.of(time)), false);
    }
}
