package io.seltzer.cloud.web;

import io.seltzer.cloud.store.ApiKey;
import io.seltzer.cloud.store.ApiKeys;
import io.seltzer.cloud.store.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logging in with an API key, and out.
final class LoginPages {
    private static final Logger LOGGER = LoggerFactory.getLogger(LoginPages.class);

    private final ApiKeys keys;
    private final WebSessions sessions;
    private final LoginAttempts attempts;
    private final Templates templates;

    LoginPages(ApiKeys keys, WebSessions sessions, LoginAttempts attempts, Templates templates) {
        this.keys = keys;
        this.sessions = sessions;
        this.attempts = attempts;
        this.templates = templates;
    }

    void form(RoutingContext context) {
        ReturnPath next = ReturnPath.of(context.request().getParam("next"));
        show(context, new LoginForm(next.path(), "", ""));
    }

    void logIn(RoutingContext context) {
        String address = context.request().connection().remoteAddress().toString();
        ReturnPath next = ReturnPath.of(context.request().getFormAttribute("next"));
        String id = field(context, "key").strip();
        if (!attempts.mayTry(address)) {
            context.response()
                    .setStatusCode(429)
                    .putHeader("Retry-After", Long.toString(LoginAttempts.WINDOW.toSeconds()));
            show(context, new LoginForm(next.path(), id, "Too many tries. Wait five minutes, then try again."));
            return;
        }
        keys.authenticate(new ApiKey(id, field(context, "secret").strip()))
                .onFailure(context::fail)
                .onSuccess(caller -> caller.ifPresentOrElse(
                        visitor -> open(context, visitor, next), () -> refuse(context, address, next, id)));
    }

    void logOut(RoutingContext context) {
        Gate.token(context)
                .map(sessions::close)
                .orElseGet(Future::succeededFuture)
                .onFailure(context::fail)
                .onSuccess(_ -> {
                    Gate.forget(context);
                    to(context, "/login");
                });
    }

    private void open(RoutingContext context, Caller visitor, ReturnPath next) {
        sessions.open(visitor).onFailure(context::fail).onSuccess(token -> {
            Gate.remember(context, token);
            to(context, next.path());
        });
    }

    private void refuse(RoutingContext context, String address, ReturnPath next, String id) {
        attempts.failed(address);
        LOGGER.atWarn().addKeyValue("address", address).log("Log-in refused");
        context.response().setStatusCode(401);
        show(context, new LoginForm(next.path(), id, "Key id and secret do not match."));
    }

    private void show(RoutingContext context, LoginForm form) {
        templates.part(context, "login", "form", form);
    }

    private static String field(RoutingContext context, String name) {
        return Optional.ofNullable(context.request().getFormAttribute(name)).orElse("");
    }

    private static void to(RoutingContext context, String path) {
        context.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, path).end();
    }
}
