package io.seltzer.cloud.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// Tells the browser what a page may do: nothing from elsewhere, no script or style inside it, no frame around
/// it. Referrers stay inside, but are sent there: without them browsers would hide the origin of a form.
final class SecurityHeaders implements Handler<RoutingContext> {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Override
    public void handle(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        context.next();
    }
}
