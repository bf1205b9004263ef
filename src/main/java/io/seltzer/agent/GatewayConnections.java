package io.seltzer.agent;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes the gateway's connections that are too many or too slow: at any time each has one thing to do and so long to
/// do it. Bytes that trickle in do not prolong that. For one event loop.
final class GatewayConnections implements Handler<HttpConnection> {
    private static final Logger LOGGER = LoggerFactory.getLogger(GatewayConnections.class);

    private final Vertx vertx;
    private final GatewayLimits limits;
    private final Map<HttpConnection, Watch> open = new HashMap<>();

    GatewayConnections(Vertx vertx, GatewayLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /// A connection was opened.
    @Override
    public void handle(HttpConnection connection) {
        String address = address(connection);
        long strangers = open.values().stream()
                .filter(watch -> watch.stranger && watch.address.equals(address))
                .count();
        if (open.size() >= limits.connections() || strangers >= limits.strangersPerAddress()) {
            close(connection, "there are too many");
            return;
        }
        Watch watch = new Watch(connection, address);
        open.put(connection, watch);
        watch.allow(limits.greeting(), "no request came");
        connection.closeHandler(_ -> {
            vertx.cancelTimer(watch.timer);
            open.remove(connection);
        });
    }

    /// The head of a request has arrived: its body shall, too.
    void began(RoutingContext request) {
        watch(request).allow(limits.arrival(), "the body of a request did not arrive");
    }

    /// The caller has shown a job token.
    void recognised(RoutingContext request) {
        watch(request).stranger = false;
    }

    /// The body is there: the answer shall get through.
    void arrived(RoutingContext request) {
        Watch watch = watch(request);
        watch.allow(limits.answer(), "an answer was not taken");
        request.addEndHandler(_ -> watch.allow(limits.pause(), "no further request came"));
    }

    private Watch watch(RoutingContext request) {
        HttpConnection connection = request.request().connection();
        // A request whose connection has just been closed may still be on its way through the routes.
        return Objects.requireNonNullElseGet(open.get(connection), () -> new Watch(connection, address(connection)));
    }

    static String address(HttpConnection connection) {
        return String.valueOf(connection.remoteAddress().hostAddress());
    }

    private static void close(HttpConnection connection, String reason) {
        LOGGER.atDebug()
                .addKeyValue("address", address(connection))
                .addKeyValue(LogKeys.REASON, reason)
                .log("Closing a connection to the gateway");
        connection.close();
    }

    /// One connection.
    private final class Watch {
        private final HttpConnection connection;
        private final String address;
        private boolean stranger = true;
        private long timer = -1;

        Watch(HttpConnection connection, String address) {
            this.connection = connection;
            this.address = address;
        }

        void allow(Duration time, String otherwise) {
            vertx.cancelTimer(timer);
            if (!open.containsKey(connection)) {
                return;
            }
            timer = vertx.setTimer(time.toMillis(), _ -> close(connection, otherwise));
        }
    }
}
