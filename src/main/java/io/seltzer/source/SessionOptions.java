package io.seltzer.source;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// How a session behaves, whatever it connects to.
///
/// @param limit after which the data source gives a statement up, so that none outlives its scan
/// @param parallel the most connections at the same time; empty: as the data source's file says
/// @param retried hears each failure after which something is tried again
/// @param random keeps scans that failed together from trying again together
public record SessionOptions(
        Duration limit, OptionalInt parallel, Consumer<SourceFailure> retried, RandomGenerator random) {

    public static SessionOptions of(Duration limit) {
        return new SessionOptions(limit, OptionalInt.empty(), _ -> {}, RandomGenerator.getDefault());
    }
}
