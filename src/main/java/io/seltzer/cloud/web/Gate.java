package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets in who is logged in; leads the others to the log-in page and back again.
final class Gate implements Handler<RoutingContext> {
    private static final String COOKIE = "seltzer_session";
    private static final String VISITOR = "seltzer.visitor";
    private static final String FRAGMENT_REQUEST = "HX-Request";

    private final WebSessions sessions;

    Gate(WebSessions sessions) {
        this.sessions = sessions;
    }

    /// Who passed the gate with this request.
    static Caller visitor(RoutingContext context) {
        return Objects.requireNonNull(context.<Caller>get(VISITOR), "This path has no gate");
    }

    static Optional<String> token(RoutingContext context) {
        return Optional.ofNullable(context.request().getCookie(COOKIE)).map(Cookie::getValue);
    }

    static void remember(RoutingContext context, String token) {
        context.response().addCookie(cookie(context.request(), token).setMaxAge(WebSessions.LENGTH.toSeconds()));
    }

    static void forget(RoutingContext context) {
        context.response().addCookie(cookie(context.request(), "").setMaxAge(0));
    }

    private static Cookie cookie(HttpServerRequest request, String value) {
        boolean encrypted = request.isSSL() || "https".equals(request.getHeader("X-Forwarded-Proto"));
        return Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setSecure(encrypted);
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<String> token = token(context);
        if (token.isEmpty()) {
            toLogin(context);
            return;
        }
        sessions.visitor(token.get())
                .onFailure(context::fail)
                .onSuccess(visitor -> visitor.ifPresentOrElse(
                        known -> {
                            context.put(VISITOR, known);
                            context.next();
                        },
                        () -> toLogin(context)));
    }

    /// A fragment would show the log-in page inside the page; there htmx is told to leave the page as a whole.
    private static void toLogin(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.getHeader(FRAGMENT_REQUEST) != null) {
            ReturnPath page = ReturnPath.of(pathOf(request.getHeader("HX-Current-URL")));
            context.response().setStatusCode(401).putHeader("HX-Redirect", page.login()).end();
            return;
        }
        ReturnPath page = request.method().equals(HttpMethod.GET) ? ReturnPath.of(request.uri()) : ReturnPath.START;
        context.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, page.login()).end();
    }

    private static @Nullable String pathOf(@Nullable String url) {
        try {
            URI uri = URI.create(url == null ? "" : url);
            return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + '?' + uri.getRawQuery();
        } catch (IllegalArgumentException noUrl) {
            return null;
        }
    }
}
