package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final AtomicLong clock = new AtomicLong();
    private final TokenBucket bucket = new TokenBucket(3, 2, clock::get);

    @Test
    void lets_a_burst_through_and_then_so_many_a_second() {
        assertThat(taken(5)).isEqualTo(3);

        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(taken(5)).isEqualTo(2);

        clock.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(taken(5)).isEqualTo(3);
    }

    private long taken(int tries) {
        return IntStream.range(0, tries).filter(_ -> bucket.take()).count();
    }
}
