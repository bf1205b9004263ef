package io.seltzer.cloud.web;

import io.seltzer.cloud.store.DatabaseFailure;
import io.seltzer.cloud.store.Refused;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers a request that failed with a page that says what to do.
final class Problems implements Handler<RoutingContext> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Problems.class);

    private final Templates templates;

    Problems(Templates templates) {
        this.templates = templates;
    }

    @Override
    public void handle(RoutingContext context) {
        Problem problem = problem(context.failure(), context.statusCode());
        if (problem.status() == Problem.BROKEN.status()) {
            LOGGER.atError()
                    .addKeyValue("path", context.normalizedPath())
                    .setCause(context.failure())
                    .log("A page could not be made");
        }
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        context.response().setStatusCode(problem.status());
        templates.part(context, "problem", "problem", problem);
    }

    private static Problem problem(@Nullable Throwable failure, int status) {
        return switch (failure) {
            case Refusal refusal -> refusal.problem();
            case Refused refused -> ofStore(refused);
            case DatabaseFailure database -> ofDatabase(database);
            case null, default -> status >= 400 && status < 500 ? ofRequest(status) : Problem.BROKEN;
        };
    }

    private static Problem ofRequest(int status) {
        return status == Problem.NOT_FOUND.status() ? Problem.NOT_FOUND : Problem.BAD_REQUEST;
    }

    private static Problem ofStore(Refused refused) {
        return switch (refused.kind()) {
            case NOT_FOUND -> Problem.NOT_FOUND;
            case INVALID, LEASE_LOST ->
                new Problem(409, "This cannot be done now", refused.getMessage(), Problem.BROKEN.link());
        };
    }

    private static Problem ofDatabase(DatabaseFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE, TOO_SLOW -> Problem.NO_DATABASE;
            case NOT_STORABLE -> Problem.BAD_REQUEST;
            case UNEXPECTED -> Problem.BROKEN;
        };
    }
}
