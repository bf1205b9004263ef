package io.seltzer.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/// What a server said to a request that reached it.
final class Answer {
    private static final int LONGEST_MESSAGE = 500;

    private final String server;
    private final Purpose purpose;
    private final Attempt.Answered answered;
    private final Redaction redaction;

    /// @param server its address, for messages
    Answer(String server, Purpose purpose, Attempt.Answered answered, Redaction redaction) {
        this.server = server;
        this.purpose = purpose;
        this.answered = answered;
        this.redaction = redaction;
    }

    int status() {
        return answered.status();
    }

    HttpHeaders headers() {
        return answered.headers();
    }

    /// Any success.
    Answer orRefused() {
        if (Status.isSuccess(status())) {
            return this;
        }
        throw refused();
    }

    /// Status 200 and no other.
    Answer orRefusedUnlessOk() {
        if (status() == Status.OK) {
            return this;
        }
        throw refused();
    }

    CloudFailure refused() {
        return purpose.failure(
                status() == Status.TOO_MANY_REQUESTS
                        ? new Problem.Busy(server, purpose.words())
                        : new Problem.Refused(server, purpose.words(), status(), errorCode(), message()));
    }

    /// The code of a refusal; empty when there is none.
    String errorCode() {
        return text("/code").map(this::shown).orElse("");
    }

    private String message() {
        String message = text("/message").map(this::shown).orElse("");
        return answered.headers()
                .firstValue("X-Soda-Trace-Id")
                .map(trace -> (message + " Trace id: " + shown(trace)).strip())
                .orElse(message);
    }

    private String shown(String text) {
        String line = redaction.of(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
    }

    JsonNode object() {
        return SodaJson.object(answered.body()).orElseThrow(() -> notUnderstood("it is no JSON object"));
    }

    /// A text that must be there.
    String required(String member) {
        return SodaJson.text(object(), "/" + member).orElseThrow(() -> notUnderstood("it has no " + member));
    }

    Optional<String> text(String pointer) {
        return SodaJson.object(answered.body()).flatMap(object -> SodaJson.text(object, pointer));
    }

    CloudFailure notUnderstood(String fault) {
        return purpose.failure(new Problem.NotUnderstood(server, purpose.words(), fault));
    }
}
