package io.seltzer.cloud.api;

import io.seltzer.cloud.store.DatabaseFailure;
import io.seltzer.cloud.store.Refused;
import io.seltzer.protocol.WireJson.NotUnderstood;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every failure of a request as `{code, message}`. What a user did gets our own words; what the program did is
/// logged and answered without detail.
public final class Failures implements Handler<RoutingContext> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Failures.class);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_SECONDS = "5";

    @Override
    public void handle(RoutingContext request) {
        answer(request, request.failure(), request.statusCode());
    }

    private static void answer(RoutingContext request, @Nullable Throwable failure, int status) {
        switch (failure) {
            case null -> ofStatus(request, status, null);
            case Refused refused ->
                Answers.refusal(request, status(refused.kind()), refused.code(), refused.getMessage());
            case NotUnderstood garbled ->
                Answers.refusal(request, BAD_REQUEST, "invalid_body", String.valueOf(garbled.getMessage()) + ".");
            case DatabaseFailure away -> ofDatabase(request, away);
            case HttpException http -> ofStatus(request, http.getStatusCode(), null);
            default -> ofStatus(request, status, failure);
        }
    }

    private static int status(Refused.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> NOT_FOUND;
            case INVALID -> BAD_REQUEST;
            case LEASE_LOST -> CONFLICT;
        };
    }

    private static void ofDatabase(RoutingContext request, DatabaseFailure failure) {
        switch (failure.kind()) {
            case UNREACHABLE -> later(request, "database.unreachable");
            case TOO_SLOW -> later(request, "database.slow");
            case NOT_STORABLE ->
                Answers.refusal(request, BAD_REQUEST, "invalid_text", "A text holds the character U+0000.");
            case UNEXPECTED -> {
                LOGGER.atError()
                        .addKeyValue("sqlState", failure.sqlState())
                        .addKeyValue("path", request.normalizedPath())
                        .log("A statement was refused by the database");
                internal(request);
            }
        }
    }

    private static void later(RoutingContext request, String code) {
        if (!request.response().headWritten()) {
            request.response().putHeader("retry-after", RETRY_SECONDS);
        }
        Answers.refusal(request, UNAVAILABLE, code, "The control plane's database does not answer. Try again.");
    }

    private static void ofStatus(RoutingContext request, int status, @Nullable Throwable failure) {
        switch (status) {
            case NOT_FOUND -> Answers.refusal(request, NOT_FOUND, "not_found", "There is nothing at this address.");
            case NOT_ALLOWED ->
                Answers.refusal(request, NOT_ALLOWED, "method_not_allowed", "This address has no such method.");
            case TOO_LARGE -> Answers.refusal(request, TOO_LARGE, "body_too_large", "The request's body is too large.");
            case BAD_REQUEST -> Answers.refusal(request, BAD_REQUEST, "invalid_request", "The request is malformed.");
            case UNAVAILABLE -> later(request, "too_slow");
            default -> {
                LOGGER.atError()
                        .setCause(failure)
                        .addKeyValue("path", request.normalizedPath())
                        .log("A request failed");
                internal(request);
            }
        }
    }

    private static void internal(RoutingContext request) {
        Answers.refusal(request, INTERNAL, "internal", "The control plane failed. Its log says why.");
    }
}
