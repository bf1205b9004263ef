package io.seltzer.cloud.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Lets a form in only from a page of this server. Browsers say where a form comes from: newer ones with
/// `Sec-Fetch-Site` (on https and localhost), all with `Origin`. Who says neither is no browser of today and must
/// name an origin.
final class SameOrigin implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext context) {
        if (isOwn(context.request())) {
            context.next();
        } else {
            context.fail(new Refusal(Problem.FOREIGN_ORIGIN));
        }
    }

    private static boolean isOwn(HttpServerRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        return site == null ? isOwnHost(request) : site.equals("same-origin");
    }

    private static boolean isOwnHost(HttpServerRequest request) {
        @Nullable String origin = request.getHeader("Origin");
        @Nullable HostAndPort host = request.authority();
        if (origin == null || host == null) {
            return false;
        }
        try {
            URI uri = URI.create(origin);
            return host.host().equalsIgnoreCase(uri.getHost()) && host.port() == uri.getPort();
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }
}
