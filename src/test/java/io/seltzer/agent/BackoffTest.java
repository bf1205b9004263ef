package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1, 500, 1000", "2, 1000, 2000", "4, 4000, 8000", "7, 30000, 60000", "1000000, 30000, 60000"})
    void doubles_up_to_the_most_and_stays_in_the_upper_half(int failures, long least, long most) {
        assertThat(after(failures, 0.0)).isEqualTo(Duration.ofMillis(least));
        assertThat(after(failures, 1.0)).isEqualTo(Duration.ofMillis(most));
    }

    private static Duration after(int failures, double random) {
        return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), fixed(random)).after(failures);
    }

    private static RandomGenerator fixed(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
