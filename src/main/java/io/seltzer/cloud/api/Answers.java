package io.seltzer.cloud.api;

import io.seltzer.protocol.AgentApi.Refusal;
import io.seltzer.protocol.WireJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// Writes JSON answers.
final class Answers {
    static final int OK = 200;
    static final int CREATED = 201;
    static final int NO_CONTENT = 204;
    private static final String JSON = "application/json";

    private Answers() {}

    static void ok(RoutingContext request, Object body) {
        json(request, OK, body);
    }

    static void json(RoutingContext request, int status, Object body) {
        if (isOver(request)) {
            return;
        }
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", JSON)
                .putHeader("cache-control", "no-store")
                .end(Buffer.buffer(WireJson.bytes(body)));
    }

    static void refusal(RoutingContext request, int status, String code, String message) {
        json(request, status, new Refusal(code, message));
    }

    /// Nothing to say but that it is done: an empty object, so that clients which parse every body can.
    static void done(RoutingContext request) {
        json(request, OK, Map.of());
    }

    static void empty(RoutingContext request, int status) {
        if (!isOver(request)) {
            request.response().setStatusCode(status).end();
        }
    }

    static void noContent(RoutingContext request) {
        empty(request, NO_CONTENT);
    }

    /// Whether there is nobody left to answer, or somebody answered already (a timeout).
    private static boolean isOver(RoutingContext request) {
        return request.response().ended() || request.response().closed();
    }
}
