package io.seltzer.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GracePeriodTest {
    private final SettableClock clock = new SettableClock();
    private final GracePeriod grace = new GracePeriod(Duration.ofSeconds(60), clock);

    @Test
    void lastsOneLeaseFromTheStart() {
        clock.advance(Duration.ofSeconds(59));
        boolean before = grace.isOver();
        clock.advance(Duration.ofSeconds(1));

        assertThat(before).isFalse();
        assertThat(grace.isOver()).isTrue();
    }

    @Test
    void beginsAgainAfterAnOutage() {
        // Given
        clock.advance(Duration.ofHours(1));
        grace.outage();
        clock.advance(Duration.ofHours(1));
        boolean during = grace.isOver();

        // When
        grace.serving();
        clock.advance(Duration.ofSeconds(30));
        grace.serving();

        // Then
        assertThat(during).isFalse();
        assertThat(grace.isOver()).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(grace.isOver()).isTrue();
    }
}
