package io.seltzer.agent;

import io.seltzer.protocol.AgentApi.Refusal;
import io.seltzer.protocol.WireJson;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What a request to the control plane came to.
sealed interface Answer {
    /// @param retryAfter the control plane asks not to come back before
    record Accepted(Buffer body, Optional<Duration> retryAfter) implements Answer {}

    /// Another one holds the instruction by now, or it has ended.
    record LeaseLost() implements Answer {}

    /// The same request would be refused again.
    ///
    /// @param code the control plane's
    record Refused(int status, String code) implements Answer {}

    /// The API key is not accepted.
    record Unauthorised(int status) implements Answer {}

    /// No control plane there for now; worth another attempt.
    record Unavailable(String reason, Optional<Duration> retryAfter) implements Answer {}

    int CONFLICT = 409;

    /// About the request itself, whoever says so.
    Set<Integer> ABOUT_THE_REQUEST = Set.of(400, 413, 422);

    Set<Integer> LATER = Set.of(408, 425, 429);

    /// Of the other client errors only those in the control plane's own words are believed: a proxy that finds no
    /// server behind it says 404 too, and results must not be thrown away for that.
    static Answer of(int status, Buffer body, Optional<Duration> retryAfter) {
        Optional<Refusal> refusal = refusal(body);
        String code = refusal.map(Refusal::code).orElse("status-" + status);
        if (status >= 200 && status < 300) {
            return new Accepted(body, retryAfter);
        } else if (status == 401 || status == 403) {
            return new Unauthorised(status);
        } else if (status == CONFLICT) {
            return new LeaseLost();
        } else if (ABOUT_THE_REQUEST.contains(status)) {
            return new Refused(status, code);
        } else if (status >= 400 && status < 500 && !LATER.contains(status) && refusal.isPresent()) {
            return new Refused(status, code);
        } else {
            return new Unavailable(code, retryAfter);
        }
    }

    private static Optional<Refusal> refusal(Buffer body) {
        try {
            return Optional.ofNullable(WireJson.read(body.getBytes(), Refusal.class))
                    .filter(refusal -> refusal.code() != null);
        } catch (WireJson.NotUnderstood someoneElsesWords) {
            return Optional.empty();
        }
    }
}
