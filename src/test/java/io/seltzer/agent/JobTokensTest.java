package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.AgentSettings.ApiKey;
import io.seltzer.protocol.Lease;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobTokensTest {
    private static final Lease LEASE = new Lease(UUID.fromString("6f1c2e3a-0000-4000-8000-000000000001"), 3);
    private static final ApiKey KEY = new ApiKey("key", "open sesame");

    private final JobTokens tokens = JobTokens.of(KEY);

    @Test
    void a_token_stands_for_its_lease() {
        // When
        String token = tokens.mint(LEASE).secret();

        // Then
        assertThat(tokens.recognise(token)).contains(LEASE);
        assertThat(token).startsWith("6f1c2e3a-0000-4000-8000-000000000001.3.").doesNotContain("sesame");
    }

    @Test
    void an_agent_started_anew_under_the_same_key_knows_it() {
        // Given
        String token = tokens.mint(LEASE).secret();

        // When
        JobTokens anew = JobTokens.of(new ApiKey("key", "open sesame"));

        // Then
        assertThat(anew.recognise(token)).contains(LEASE);
    }

    @Test
    void another_key_does_not_know_it() {
        // Given
        String token = JobTokens.of(new ApiKey("key", "open barley")).mint(LEASE).secret();

        // Then
        assertThat(tokens.recognise(token)).isEmpty();
    }

    @Test
    void it_does_not_pass_for_another_epoch() {
        // Given
        String token = tokens.mint(LEASE).secret();

        // When
        String raised = token.replace(".3.", ".4.");

        // Then
        assertThat(tokens.recognise(raised)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "nonsense",
                "6f1c2e3a-0000-4000-8000-000000000001.3.",
                "6f1c2e3a-0000-4000-8000-000000000001.three.mac",
                "6f1c2e3a-0000-4000-8000-000000000001.3.mac.more"
            })
    void what_is_no_token_is_not_recognised(String text) {
        assertThat(tokens.recognise(text)).isEmpty();
    }

    @Test
    void another_spelling_of_the_same_lease_is_not_recognised() {
        // Given
        String token = tokens.mint(LEASE).secret();

        // When
        String spelled = token.replace(".3.", ".+3.");

        // Then
        assertThat(tokens.recognise(spelled)).isEmpty();
    }

    @Test
    void neither_key_nor_token_shows_its_secret_when_printed() {
        assertThat(KEY.toString()).doesNotContain("sesame");
        assertThat(tokens.mint(LEASE).toString()).isEqualTo("JobToken[***]");
    }
}
