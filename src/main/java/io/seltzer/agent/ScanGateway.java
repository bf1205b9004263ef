package io.seltzer.agent;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.seltzer.agent.AgentBus.Kept;
import io.seltzer.agent.AgentBus.ScanReport;
import io.seltzer.agent.AgentBus.Standing;
import io.seltzer.agent.launch.BlockingCalls;
import io.seltzer.protocol.AgentApi.Refusal;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanApi;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scan processes' only counterpart: hands them their bundle, hears their heartbeats, takes what they say. While
/// the control plane is away it goes on as if nothing were wrong, since an outdated epoch is refused at the end anyway.
final class ScanGateway extends BeatingVerticle {
    private static final Logger LOGGER = LoggerFactory.getLogger(ScanGateway.class);
    private static final long SMALL = 16L << 10;
    private static final long LOGS = 1L << 20;
    private static final long MEASUREMENTS = 4L << 20;
    /// A little less than the control plane takes, to which they go with an envelope round them.
    private static final long RESULTS = 31L << 20;
    private static final int NO_STATUS = -1;
    private static final int REMEMBERED = 1_000;

    private final AgentSettings settings;
    private final TypedBus bus;
    private final GatewayLimits limits;
    private final JobTokens tokens;
    private final BlockingCalls blocking;
    private final Clock clock;
    private final int port;
    /// Leases whose scan has said something already. Only to spare a look into the journal.
    private final Set<Lease> heard = new LinkedHashSet<>();

    private Optional<HttpServer> server = Optional.empty();

    /// @param port 0 for any free one
    ScanGateway(AgentParts parts, int port) {
        this(parts, port, GatewayLimits.DEFAULT);
    }

    ScanGateway(AgentParts parts, int port, GatewayLimits limits) {
        super(parts.pulse());
        this.limits = limits;
        this.settings = parts.settings();
        this.bus = parts.bus();
        this.tokens = parts.tokens();
        this.blocking = new BlockingCalls(parts.vertx());
        this.clock = parts.clock();
        this.port = port;
    }

    int port() {
        return server.map(HttpServer::actualPort).orElseThrow();
    }

    @Override
    Future<?> begin() {
        GatewayConnections connections = new GatewayConnections(vertx, limits);
        Router router = Router.router(vertx);
        router.route()
                .handler(new ScanCallers(tokens, connections, limits, System::nanoTime))
                .failureHandler(ScanGateway::failed);
        route(router, connections, HttpMethod.GET, ScanApi.BUNDLE, SMALL, this::bundle);
        route(router, connections, HttpMethod.POST, ScanApi.HEARTBEAT, SMALL, this::heartbeat);
        route(router, connections, HttpMethod.POST, ScanApi.LOGS, LOGS, this::logs);
        route(router, connections, HttpMethod.POST, ScanApi.MEASUREMENTS, MEASUREMENTS, this::measurements);
        route(router, connections, HttpMethod.POST, ScanApi.RESULTS, RESULTS, this::results);
        route(router, connections, HttpMethod.POST, ScanApi.FAILURE, SMALL, this::failure);
        return vertx.createHttpServer(options())
                .connectionHandler(connections)
                .requestHandler(router)
                .listen()
                .onSuccess(listening -> server = Optional.of(listening));
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.doors().gatewayHost())
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setSslHandshakeTimeout(limits.greeting().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return settings.doors().gatewayTls()
                ? options.setSsl(true)
                        .setKeyCertOptions(GatewayIdentity.of(settings.apiKey()).options())
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                : options;
    }

    @Override
    Future<?> end() {
        return server.<Future<?>>map(HttpServer::close).orElseGet(Future::succeededFuture);
    }

    /// What a route answers to a scan that is still ours.
    private interface Conversation extends BiFunction<RoutingContext, Standing.Live, Future<Reply>> {}

    private record Reply(int status, Optional<Buffer> body) {
        static Reply of(Object message) {
            return new Reply(HttpResponseStatus.OK.code(), Optional.of(Buffer.buffer(WireJson.bytes(message))));
        }

        static final Reply TAKEN = new Reply(HttpResponseStatus.ACCEPTED.code(), Optional.empty());
    }

    private void route(
            Router router,
            GatewayConnections connections,
            HttpMethod method,
            String path,
            long limit,
            Conversation conversation) {
        router.route(method, path)
                .handler(BodyHandler.create(false).setBodyLimit(limit))
                .handler(request -> {
                    connections.arrived(request);
                    standing(ScanCallers.lease(request))
                            .compose(live -> conversation.apply(request, live))
                            .onComplete(reply -> reply(request, reply), request::fail);
                })
                .failureHandler(ScanGateway::failed);
    }

    /// Where the caller stands; fails when nobody expects it any more. Whatever it says first says that it runs.
    private Future<Standing.Live> standing(Lease lease) {
        return bus.ask(AgentBus.STANDING, lease).compose(standing -> switch (standing) {
            case Standing.Live live when heard.contains(lease) -> Future.succeededFuture(live);
            case Standing.Live live ->
                bus.ask(AgentBus.RESULTS, new ScanReport.Started(lease, live.job())).map(_ -> {
                    remember(lease);
                    return live;
                });
            case Standing.Gone() -> {
                heard.remove(lease);
                yield Future.failedFuture(new LeaseLost());
            }
        });
    }

    private void remember(Lease lease) {
        heard.add(lease);
        if (heard.size() > REMEMBERED) {
            heard.remove(heard.iterator().next());
        }
    }

    private Future<Reply> bundle(RoutingContext request, Standing.Live live) {
        return bus.ask(AgentBus.BUNDLE, live.labels().lease()).map(Reply::of);
    }

    private Future<Reply> heartbeat(RoutingContext request, Standing.Live live) {
        long valid = settings.timings().heartbeatValid().toSeconds();
        return Future.succeededFuture(Reply.of(new ScanApi.HeartbeatAnswer(valid, live.cancel())));
    }

    private Future<Reply> logs(RoutingContext request, Standing.Live live) {
        byte[] body = body(request);
        return taken(() -> new ScanReport.Logged(live.labels().lease(), EgressGate.logs(body)));
    }

    private Future<Reply> measurements(RoutingContext request, Standing.Live live) {
        byte[] body = body(request);
        return taken(() -> new ScanReport.Measured(live.labels().lease(), EgressGate.measurements(body)));
    }

    private Future<Reply> results(RoutingContext request, Standing.Live live) {
        byte[] body = body(request);
        return taken(() ->
                new ScanReport.Delivered(live.labels().lease(), EgressGate.results(body, live.labels())));
    }

    private Future<Reply> failure(RoutingContext request, Standing.Live live) {
        byte[] body = body(request);
        return taken(() -> new ScanReport.GaveUp(live.labels().lease(), EgressGate.failure(body)));
    }

    /// Large results take long to read: not on the event loop.
    private Future<Reply> taken(Callable<ScanReport> gate) {
        Future<Kept> kept = blocking.beside(gate).compose(report -> bus.ask(AgentBus.RESULTS, report));
        return kept.map(_ -> Reply.TAKEN);
    }

    private static byte[] body(RoutingContext request) {
        Buffer body = request.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    /// The date serves scans whose own clock is off.
    private void reply(RoutingContext request, Reply reply) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        request.response().setStatusCode(reply.status()).putHeader("date", date);
        if (reply.body().isPresent()) {
            request.response().putHeader("content-type", "application/json").end(reply.body().get());
        } else {
            request.response().end();
        }
    }

    /// The scan's lease is not alive with this agent.
    private static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLost() {
            super("This scan is not expected any more: stop.", null, false, false);
        }
    }

    private static void failed(RoutingContext request) {
        if (request.failure() instanceof LeaseLost lost) {
            refuse(request, HttpResponseStatus.CONFLICT, Refusal.LEASE_LOST, String.valueOf(lost.getMessage()));
        } else if (request.failure() instanceof EgressGate.NotAllowed notAllowed) {
            refuse(
                    request,
                    HttpResponseStatus.BAD_REQUEST,
                    "message.not-allowed",
                    String.valueOf(notAllowed.getMessage()));
        } else if (request.failure() == null && request.statusCode() != NO_STATUS) {
            HttpResponseStatus status = HttpResponseStatus.valueOf(request.statusCode());
            refuse(request, status, "status-" + status.code(), status.reasonPhrase());
        } else {
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.ROUTE, request.normalizedPath())
                    .addKeyValue(LogKeys.REASON, String.valueOf(request.failure()))
                    .log("A scan could not be served for now");
            refuse(
                    request,
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "agent.unavailable",
                    "The agent cannot take this for now. Try again.");
        }
    }

    private static void refuse(RoutingContext request, HttpResponseStatus status, String code, String message) {
        if (status.equals(HttpResponseStatus.TOO_MANY_REQUESTS)) {
            request.response().putHeader("retry-after", "1");
        }
        request.response()
                .setStatusCode(status.code())
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(WireJson.bytes(new Refusal(code, message))));
    }
}
