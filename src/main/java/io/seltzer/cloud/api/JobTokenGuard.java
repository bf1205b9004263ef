package io.seltzer.cloud.api;

import io.seltzer.cloud.store.JobTokens;
import io.seltzer.cloud.store.JobTokens.Speaker;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.Objects;
import java.util.Optional;

/// Lets in a scan that shows the token of its grant, before the body is read.
final class JobTokenGuard implements SecurityPolicyHandler {
    private static final String SPEAKER = "seltzer.speaker";
    private static final String BEARER = "Bearer ";

    private final JobTokens tokens;

    JobTokenGuard(JobTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void handle(RoutingContext request) {
        Optional<String> token = Optional.ofNullable(request.request().getHeader("authorization"))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()).strip());
        if (token.isEmpty()) {
            refuse(request);
            return;
        }
        // The body waits until we know who sends it, and until the next handler has asked for it.
        request.request().pause();
        tokens.speaker(token.get())
                .onComplete(
                        speaker -> speaker.ifPresentOrElse(
                                known -> request.put(SPEAKER, known).next(), () -> refuse(request)),
                        request::fail)
                .onComplete(_ -> request.request().resume());
    }

    /// Who makes this request; only behind the guard.
    static Speaker speaker(RoutingContext request) {
        return Objects.requireNonNull(request.<Speaker>get(SPEAKER));
    }

    private static void refuse(RoutingContext request) {
        request.response().putHeader("connection", "close");
        Answers.refusal(
                request,
                KeyGuard.UNAUTHORIZED,
                "unauthorized",
                "This is no token of a scan that is expected: its time is over, or it was granted to another one.");
    }
}
