package io.seltzer.cloud.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Flights.VERIFIED);
    private final LoginAttempts attempts = new LoginAttempts(now::get);

    @Test
    void tenFailuresCloseTheDoorForThatAddressAndFiveMinutes() {
        // Given
        for (int failure = 0; failure < LoginAttempts.MOST; failure++) {
            assertThat(attempts.mayTry("here")).isTrue();
            attempts.failed("here");
        }

        // Then
        assertThat(attempts.mayTry("here")).isFalse();
        assertThat(attempts.mayTry("elsewhere")).isTrue();

        // When
        now.set(Flights.VERIFIED.plus(LoginAttempts.WINDOW));

        // Then
        assertThat(attempts.mayTry("here")).isTrue();
        attempts.failed("here");
        assertThat(attempts.mayTry("here")).isTrue();
    }
}
