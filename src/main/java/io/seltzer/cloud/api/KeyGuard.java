package io.seltzer.cloud.api;

import io.seltzer.cloud.store.ApiKey;
import io.seltzer.cloud.store.ApiKeys;
import io.seltzer.cloud.store.Caller;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets in who presents a valid API key, before the body is read: a router accepts that order from handlers of
/// this kind.
final class KeyGuard implements SecurityPolicyHandler {
    static final int UNAUTHORIZED = 401;
    private static final String CALLER = "seltzer.caller";

    private final ApiKeys keys;
    private final Scheme scheme;

    enum Scheme {
        /// `Bearer <key id>.<secret>`
        BEARER('.'),
        /// `Basic base64(<key id>:<secret>)`
        BASIC(':');

        private final char separator;

        Scheme(char separator) {
            this.separator = separator;
        }
    }

    KeyGuard(ApiKeys keys, Scheme scheme) {
        this.keys = keys;
        this.scheme = scheme;
    }

    @Override
    public void handle(RoutingContext request) {
        Optional<ApiKey> presented = presented(request.request().getHeader("authorization"));
        if (presented.isEmpty()) {
            refuse(request);
            return;
        }
        // The body waits until we know who sends it, and until the next handler has asked for it.
        request.request().pause();
        keys.authenticate(presented.get())
                .onComplete(
                        caller -> caller.ifPresentOrElse(
                                known -> admit(request, known), () -> refuse(request)),
                        request::fail)
                .onComplete(_ -> request.request().resume());
    }

    /// Lets a request go on whose maker is known.
    static void admit(RoutingContext request, Caller caller) {
        request.put(CALLER, caller).next();
    }

    /// Who makes this request; only behind a guard.
    static Caller caller(RoutingContext request) {
        return Objects.requireNonNull(request.get(CALLER));
    }

    private Optional<ApiKey> presented(@Nullable String header) {
        String start = scheme.name() + " ";
        if (header == null || !header.regionMatches(true, 0, start, 0, start.length())) {
            return Optional.empty();
        }
        String credentials = header.substring(start.length()).strip();
        return (scheme == Scheme.BASIC ? decoded(credentials) : Optional.of(credentials)).flatMap(this::split);
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    private Optional<ApiKey> split(String credentials) {
        int end = credentials.indexOf(scheme.separator);
        return end < 0
                ? Optional.empty()
                : Optional.of(new ApiKey(credentials.substring(0, end), credentials.substring(end + 1)));
    }

    private void refuse(RoutingContext request) {
        String name = scheme.name().charAt(0) + scheme.name().substring(1).toLowerCase(Locale.ROOT);
        request.response().putHeader("www-authenticate", name + " realm=\"Seltzer\"").putHeader("connection", "close");
        refuseKey(request);
    }

    static void refuseKey(RoutingContext request) {
        Answers.refusal(request, UNAUTHORIZED, "unauthorized", "There is no API key with this id and secret.");
    }
}
