package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.health.Readiness.NotReady;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgentHealthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(26);

    @Test
    void is_ready_for_three_intervals_after_a_poll() {
        assertThat(AgentHealth.missing(made(Duration.ofSeconds(78)), NOW)).isEmpty();
        assertThat(AgentHealth.missing(made(Duration.ofSeconds(79)), NOW))
                .map(NotReady::code)
                .contains("control-plane.silent");
    }

    @Test
    void is_not_ready_before_the_first_poll() {
        assertThat(AgentHealth.missing(new Contact.None(), NOW))
                .map(NotReady::code)
                .contains("control-plane.unreached");
    }

    @Test
    void is_never_ready_again_after_its_key_was_refused() {
        // Given
        Contact contact = new Contact(Clock.systemUTC());
        contact.unauthorised(401);

        // When
        contact.made(INTERVAL);

        // Then
        assertThat(AgentHealth.missing(contact.state(), NOW))
                .map(NotReady::code)
                .contains("control-plane.unauthorised");
    }

    private static Contact.State made(Duration ago) {
        return new Contact.Made(NOW.minus(ago), INTERVAL);
    }
}
