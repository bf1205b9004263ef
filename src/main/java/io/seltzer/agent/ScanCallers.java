package io.seltzer.agent;

import io.seltzer.protocol.Lease;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Who calls the gateway, and how often: lets through whoever has a token of ours, at a bearable pace. Before any body
/// is read. For one event loop.
final class ScanCallers implements Handler<RoutingContext> {
    private static final String LEASE = "lease";
    private static final String BEARER = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    private final JobTokens tokens;
    private final GatewayConnections connections;
    private final GatewayLimits limits;
    private final LongSupplier nanoTime;
    private final Map<Lease, Pace> scans = new Recent<>();
    private final Map<String, TokenBucket> strangers = new Recent<>();

    ScanCallers(
            JobTokens tokens, GatewayConnections connections, GatewayLimits limits, LongSupplier nanoTime) {
        this.tokens = tokens;
        this.connections = connections;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public void handle(RoutingContext request) {
        connections.began(request);
        Optional<Lease> lease = token(request).flatMap(tokens::recognise);
        if (lease.isEmpty()) {
            refuseStranger(request);
            return;
        }
        connections.recognised(request);
        Pace pace = scans.computeIfAbsent(lease.get(), _ -> new Pace());
        if (!pace.bucket.take() || pace.inFlight >= limits.inFlight()) {
            request.fail(TOO_MANY_REQUESTS);
            return;
        }
        pace.inFlight++;
        // Also called when the connection goes before there is an answer.
        request.addEndHandler(_ -> pace.inFlight--);
        request.put(LEASE, lease.get());
        request.next();
    }

    /// The lease that the caller showed a token of.
    static Lease lease(RoutingContext request) {
        return Objects.requireNonNull(request.<Lease>get(LEASE), "not authenticated");
    }

    /// Whoever guesses gets one guess a connection.
    private void refuseStranger(RoutingContext request) {
        String address = GatewayConnections.address(request.request().connection());
        boolean mayAsk = strangers
                .computeIfAbsent(
                        address,
                        _ -> new TokenBucket(limits.strangeBurst(), limits.strangePerSecond(), nanoTime))
                .take();
        request.response().putHeader("connection", "close");
        request.addEndHandler(_ -> request.request().connection().close());
        request.fail(mayAsk ? UNAUTHORIZED : TOO_MANY_REQUESTS);
    }

    private static Optional<String> token(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader("authorization"))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()));
    }

    /// How one scan asks.
    private final class Pace {
        private final TokenBucket bucket = new TokenBucket(limits.burst(), limits.perSecond(), nanoTime);
        private int inFlight;
    }

    /// Forgets who has not asked for the longest time.
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private static final int REMEMBERED = 1_000;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
