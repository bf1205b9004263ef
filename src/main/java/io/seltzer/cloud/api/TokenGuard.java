package io.seltzer.cloud.api;

import io.seltzer.cloud.store.AccessTokens;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import org.jspecify.annotations.Nullable;

/// Lets in who presents the token of a log-in in the header, bare of any scheme, before the body is read.
final class TokenGuard implements SecurityPolicyHandler {
    private final AccessTokens tokens;

    TokenGuard(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void handle(RoutingContext request) {
        @Nullable String token = request.request().getHeader("authorization");
        if (token == null) {
            refuse(request);
            return;
        }
        // The body waits until we know who sends it, and until the next handler has asked for it.
        request.request().pause();
        tokens.caller(token)
                .onComplete(
                        caller -> caller.ifPresentOrElse(
                                known -> KeyGuard.admit(request, known), () -> refuse(request)),
                        request::fail)
                .onComplete(_ -> request.request().resume());
    }

    private static void refuse(RoutingContext request) {
        request.response().putHeader("connection", "close");
        refuseToken(request);
    }

    static void refuseToken(RoutingContext request) {
        Answers.refusal(
                request,
                KeyGuard.UNAUTHORIZED,
                "token_invalid",
                "The token is unknown or has expired, or its API key was revoked. Log in again.");
    }
}
