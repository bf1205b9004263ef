package io.seltzer.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// Time as a test sets it.
public final class SettableClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T08:00:00Z"));

    @Override
    public Instant instant() {
        return now.get();
    }

    public void set(String time) {
        now.set(Instant.parse(time));
    }

    public void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
