package io.seltzer.agent;

import io.seltzer.agent.Answer.Unavailable;
import io.seltzer.agent.launch.BlockingCalls;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.Decided;
import io.seltzer.protocol.monitoring.SeriesQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// The one way out: every request that the agent makes to its control plane goes through here, and none goes before it
/// stands in the egress ledger. Futures of answers never fail.
final class ControlPlane {
    static final String REGISTER = "/agent/v1/register";
    static final String CLAIMS = "/agent/v1/claims";
    static final String RELEASE = "/agent/v1/leases/release";
    static final String RENEW = "/agent/v1/leases/renew";
    private static final int CONNECTIONS = 16;
    private static final String INSTRUCTIONS = "/agent/v1/instructions/";

    private final BlockingCalls blocking;
    private final WebClient client;

    /// A connection of its own: a claim is held open all the time, and ends first when the agent stops.
    private final WebClient claims;
    private final EgressLedger ledger;
    private final String baseUrl;
    private final AgentSettings.ApiKey apiKey;
    private final Duration patience;
    private final Clock clock;

    /// @param way how requests get there
    ControlPlane(Vertx vertx, AgentSettings settings, WebClientOptions way, EgressLedger ledger, Clock clock) {
        this.blocking = new BlockingCalls(vertx);
        // Renewals must not wait for slow deliveries.
        this.client = WebClient.create(vertx, way, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.claims = WebClient.create(vertx, way, new PoolOptions().setHttp1MaxSize(1));
        this.ledger = ledger;
        this.baseUrl = settings.controlPlane().toString().replaceAll("/+$", "");
        this.apiKey = settings.apiKey();
        this.patience = settings.timings().request();
        this.clock = clock;
    }

    Future<Answer> post(String path, Object message) {
        return send(client, HttpMethod.POST, path, Optional.of(WireJson.bytes(message)), patience);
    }

    /// Ends with [#stopPolling()] at the latest.
    ///
    /// @param hold how long the control plane may take before it answers
    Future<Answer> longPoll(String path, Object message, Duration hold) {
        return send(claims, HttpMethod.POST, path, Optional.of(WireJson.bytes(message)), patience.plus(hold));
    }

    /// Lets go what is held open; the control plane sees that nobody waits any more.
    void stopPolling() {
        claims.close();
    }

    Future<Answer> deliver(JournalEntry entry) {
        String path = INSTRUCTIONS + entry.lease().instructionId() + "/" + entry.kind().path();
        return send(client, HttpMethod.POST, path, Optional.of(entry.body().getBytes()), patience);
    }

    Future<Answer> series(Lease lease, SeriesQuery query) {
        return post(INSTRUCTIONS + lease.instructionId() + "/series", query);
    }

    Future<Answer> decided(Lease lease, Decided decided) {
        return post(INSTRUCTIONS + lease.instructionId() + "/decided", decided);
    }

    Future<Answer> bundle(Lease lease) {
        String path = INSTRUCTIONS + lease.instructionId() + "/bundle?epoch=" + lease.epoch();
        return send(client, HttpMethod.GET, path, Optional.empty(), patience);
    }

    void close() {
        claims.close();
        client.close();
    }

    private Future<Answer> send(
            WebClient web, HttpMethod method, String path, Optional<byte[]> body, Duration timeout) {
        HttpRequest<Buffer> request = web.requestAbs(method, baseUrl + path)
                .bearerTokenAuthentication(apiKey.id() + "." + apiKey.secret())
                .timeout(timeout.toMillis());
        return blocking.beside(() -> ledger.record(method.name(), path, body))
                .compose(_ -> body.map(bytes -> request.putHeader("content-type", "application/json")
                                .sendBuffer(Buffer.buffer(bytes)))
                        .orElseGet(request::send))
                .map(this::answer)
                // The class says enough; messages of the network layers may quote addresses and headers.
                .otherwise(failure -> new Unavailable(failure.getClass().getSimpleName(), Optional.empty()));
    }

    private Answer answer(HttpResponse<Buffer> response) {
        Buffer body = response.body();
        return Answer.of(
                response.statusCode(),
                body == null ? Buffer.buffer() : body,
                RetryAfter.of(response.getHeader("retry-after"), clock.instant()));
    }
}
