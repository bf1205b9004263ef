package io.seltzer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.agent.Answer.Accepted;
import io.seltzer.agent.Answer.LeaseLost;
import io.seltzer.agent.Answer.Refused;
import io.seltzer.agent.Answer.Unauthorised;
import io.seltzer.agent.Answer.Unavailable;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    private static final Buffer PAGE = Buffer.buffer("<html>nobody home</html>");
    private static final Buffer REFUSAL = Buffer.buffer("{\"code\":\"no_such\",\"message\":\"No.\"}");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "200, ACCEPTED, ACCEPTED",
        "202, ACCEPTED, ACCEPTED",
        "204, ACCEPTED, ACCEPTED",
        "302, UNAVAILABLE, UNAVAILABLE",
        "400, REFUSED, REFUSED",
        "401, UNAUTHORISED, UNAUTHORISED",
        "403, UNAUTHORISED, UNAUTHORISED",
        "404, UNAVAILABLE, REFUSED",
        "408, UNAVAILABLE, UNAVAILABLE",
        "409, LEASE_LOST, LEASE_LOST",
        "413, REFUSED, REFUSED",
        "429, UNAVAILABLE, UNAVAILABLE",
        "500, UNAVAILABLE, UNAVAILABLE",
        "503, UNAVAILABLE, UNAVAILABLE"
    })
    void what_a_status_means_depends_on_who_says_so(int status, Meaning fromProxy, Meaning fromControlPlane) {
        assertThat(meaning(Answer.of(status, PAGE, Optional.empty()))).isEqualTo(fromProxy);
        assertThat(meaning(Answer.of(status, REFUSAL, Optional.empty()))).isEqualTo(fromControlPlane);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 0",
                "7, 7",
                "0, 0",
                "soon, 0",
                "'Sat, 21 Nov 2026 10:01:00 GMT', 60",
                "'Sat, 21 Nov 2026 09:59:00 GMT', 0",
                "99999999, 3600"
            })
    void retry_after_is_seconds_or_a_date(String header, long seconds) {
        // When
        Optional<Duration> wait = RetryAfter.of(header, NOW);

        // Then
        assertThat(wait.orElse(Duration.ZERO)).isEqualTo(Duration.ofSeconds(seconds));
    }

    enum Meaning {
        ACCEPTED,
        LEASE_LOST,
        REFUSED,
        UNAUTHORISED,
        UNAVAILABLE
    }

    private static Meaning meaning(Answer answer) {
        return switch (answer) {
            case Accepted _ -> Meaning.ACCEPTED;
            case LeaseLost _ -> Meaning.LEASE_LOST;
            case Refused _ -> Meaning.REFUSED;
            case Unauthorised _ -> Meaning.UNAUTHORISED;
            case Unavailable _ -> Meaning.UNAVAILABLE;
        };
    }
}
