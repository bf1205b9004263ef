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
    private static final int BURST = 100;
    private static final int PER_SECOND = 20;
    private static final int REMEMBERED = 1_000;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    private final JobTokens tokens;
    private final LongSupplier nanoTime;
    private final Map<Lease, TokenBucket> paces = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Lease, TokenBucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    ScanCallers(JobTokens tokens, LongSupplier nanoTime) {
        this.tokens = tokens;
        this.nanoTime = nanoTime;
    }

    @Override
    public void handle(RoutingContext request) {
        Optional<Lease> lease = token(request).flatMap(tokens::recognise);
        if (lease.isEmpty()) {
            request.fail(UNAUTHORIZED);
        } else if (!pace(lease.get()).take()) {
            request.fail(TOO_MANY_REQUESTS);
        } else {
            request.put(LEASE, lease.get());
            request.next();
        }
    }

    /// The lease that the caller showed a token of.
    static Lease lease(RoutingContext request) {
        return Objects.requireNonNull(request.<Lease>get(LEASE), "not authenticated");
    }

    private TokenBucket pace(Lease lease) {
        return paces.computeIfAbsent(lease, _ -> new TokenBucket(BURST, PER_SECOND, nanoTime));
    }

    private static Optional<String> token(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader("authorization"))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()));
    }
}
