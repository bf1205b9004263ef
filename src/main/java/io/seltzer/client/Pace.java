package io.seltzer.client;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Time, and how it passes.
public record Pace(Clock clock, Sleeper sleeper, RandomGenerator random) {

    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    public static Pace real() {
        return new Pace(Clock.systemUTC(), Thread::sleep, RandomGenerator.getDefault());
    }

    /// @param purpose of the request that waits
    /// @throws CloudFailure when somebody ends the wait
    void sleep(Duration duration, Purpose purpose) {
        try {
            sleeper.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw purpose.failure(new Problem.Interrupted(purpose.words()));
        }
    }

    /// Somewhere from 1 to `1 + spread` times as long, so that clients do not come back at the same moment.
    Duration stretched(Duration duration, double spread) {
        return Duration.ofMillis(Math.round(duration.toMillis() * (1 + spread * random.nextDouble())));
    }
}
