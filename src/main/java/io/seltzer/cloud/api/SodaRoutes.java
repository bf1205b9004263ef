package io.seltzer.cloud.api;

import io.seltzer.cloud.store.ApiKey;
import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.DatabaseFailure;
import io.seltzer.cloud.store.Refused;
import io.seltzer.cloud.store.Store;
import io.seltzer.protocol.soda.Envelope;
import io.seltzer.protocol.soda.MessageTypes;
import io.seltzer.protocol.soda.SodaCommand;
import io.seltzer.protocol.soda.SodaCommand.Login;
import io.seltzer.protocol.soda.SodaQuery;
import io.seltzer.protocol.soda.UploadedResults;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What unmodified clients of the field speak: `/api/command`, `/api/query`, `/api/logs` (cloud-protocol §1-§7).
public final class SodaRoutes {
    private static final int TOO_MANY = 429;
    private static final String RETRY_SECONDS = "5";

    /// Sent by clients that wait and come again on 429; others take it for a failure.
    private static final String BACKPRESSURE = "x-soda-backpressure";

    private final Store store;
    private final Limits limits;
    private final SodaContracts contracts;
    private final SodaScans scans;
    private final SodaHistory history;

    public SodaRoutes(Store store, Links links, Limits limits, ControlPlaneMetrics metrics) {
        this.store = store;
        this.limits = limits;
        this.contracts = new SodaContracts(store);
        this.scans = new SodaScans(store, links, metrics);
        this.history = new SodaHistory(store.monitoring().measurements());
    }

    private record Token(String token) {}

    private record Organisation(String organisationName, String apiKeyId) {}

    public void mount(Router router) {
        BodyHandler body = BodyHandler.create(false).setBodyLimit(limits.bodyBytes());
        Handler<RoutingContext> timeout = TimeoutHandler.create(1_000L * limits.requestSeconds());
        router.post("/api/command").handler(timeout).handler(body).handler(this::command);
        router.post("/api/query").handler(timeout).handler(body).handler(this::query);
        router.post("/api/logs/:id/batchV4")
                .handler(timeout)
                .handler(new TokenGuard(store.tokens()))
                .handler(body)
                .handler(scans::logs);
    }

    private void command(RoutingContext request) {
        byte[] body = body(request);
        Envelope envelope = Envelope.read(body);
        if (envelope.type().equals("login")) {
            logIn(request, (Login) message(SodaCommand.TYPES, envelope, body));
            return;
        }
        answer(
                request,
                envelope,
                (caller, from) -> carryOut(message(SodaCommand.TYPES, envelope, body), caller, from));
    }

    private Future<?> carryOut(SodaCommand message, Caller caller, RoutingContext request) {
        return switch (message) {
            case Login _ -> Future.failedFuture(new IllegalStateException("A log-in needs no token"));
            case SodaCommand.UploadContractFile upload -> contracts.upload(caller, upload);
            case SodaCommand.PublishContract publish -> contracts.publish(caller, publish);
            case SodaCommand.VerifyContract verify -> contracts.verify(caller, verify);
            case SodaCommand.TestContract _ ->
                Future.failedFuture(Refused.invalid(
                        "test_unsupported",
                        "An agent's verification always keeps its results. Verify with -p, or without an agent."));
            case UploadedResults results -> scans.results(caller, results, request);
            case SodaCommand.MarkScanFailed failed -> scans.fail(caller, failed);
        };
    }

    private void query(RoutingContext request) {
        byte[] body = body(request);
        Envelope envelope = Envelope.read(body);
        answer(request, envelope, (caller, _) -> find(message(SodaQuery.TYPES, envelope, body), caller));
    }

    private Future<?> find(SodaQuery message, Caller caller) {
        return switch (message) {
            case SodaQuery.WhoAmI _ ->
                Future.succeededFuture(new Organisation(caller.organisationName(), caller.keyId()));
            case SodaQuery.CanManageContracts _ -> Future.succeededFuture(Map.of("allowed", true));
            case SodaQuery.DatasetsConfiguration _ -> Future.succeededFuture(Map.of("results", List.of()));
            case SodaQuery.GetContract get -> contracts.text(caller, get);
            case SodaQuery.HistoricMeasurements wanted -> history.measurements(caller, wanted);
        };
    }

    private void logIn(RoutingContext request, Login login) {
        store.keys()
                .authenticate(new ApiKey(login.apiKeyId(), login.apiKeySecret()))
                .compose(caller -> caller.isPresent()
                        ? store.tokens().open(caller.get()).map(Optional::of)
                        : Future.succeededFuture(Optional.<String>empty()))
                .onComplete(
                        token -> token.ifPresentOrElse(
                                given -> Answers.ok(request, new Token(given)), () -> KeyGuard.refuseKey(request)),
                        request::fail);
    }

    /// Finds out who sends the message, then does what it says.
    private void answer(
            RoutingContext request, Envelope envelope, BiFunction<Caller, RoutingContext, Future<?>> work) {
        @Nullable String token = envelope.token();
        if (token == null) {
            TokenGuard.refuseToken(request);
            return;
        }
        store.tokens().caller(token).onComplete(caller -> {
            if (caller.failed()) {
                comeAgain(request, caller.cause());
            } else if (caller.result().isEmpty()) {
                TokenGuard.refuseToken(request);
            } else {
                Future.succeededFuture(caller.result().get())
                        .compose(known -> work.apply(known, request))
                        .onComplete(done -> Answers.ok(request, done), request::fail);
            }
        });
    }

    /// Nothing was done yet: it was not even known who asked.
    private static void comeAgain(RoutingContext request, Throwable failure) {
        boolean waits = request.request().headers().contains(BACKPRESSURE);
        if (waits && failure instanceof DatabaseFailure away && away.kind() == DatabaseFailure.Kind.UNREACHABLE) {
            request.response().putHeader("retry-after", RETRY_SECONDS);
            Answers.refusal(
                    request, TOO_MANY, "database.unreachable", "The control plane's database does not answer yet.");
            return;
        }
        request.fail(failure);
    }

    private static <T> T message(MessageTypes<T> types, Envelope envelope, byte[] body) {
        return types.read(envelope.type(), body)
                .orElseThrow(() -> Refused.invalid(
                        "unknown_message",
                        "This address does not understand messages of this type. It understands: " + types.names()
                                + "."));
    }

    private static byte[] body(RoutingContext request) {
        @Nullable Buffer body = request.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }
}
