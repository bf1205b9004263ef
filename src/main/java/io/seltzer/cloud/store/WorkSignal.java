package io.seltzer.cloud.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes those who wait for work of an organisation, on all control planes, by PostgreSQL's LISTEN and NOTIFY.
/// A signal says "look again", never what there is; one that is lost (the connection was away) costs time only.
public final class WorkSignal {
    private static final Logger LOGGER = LoggerFactory.getLogger(WorkSignal.class);
    private static final String CHANNEL = "seltzer_work";
    private static final String SEND =
            "select pg_notify('%s', current_setting('seltzer.organisation'))".formatted(CHANNEL);
    private static final long RECONNECT_MILLISECONDS = 1_000;

    private final PgSubscriber subscriber;
    private final Map<UUID, Set<Waiter>> waiters = new ConcurrentHashMap<>();

    public WorkSignal(Vertx vertx, DatabaseAddress address) {
        this.subscriber =
                PgSubscriber.subscriber(vertx, address.options()).reconnectPolicy(_ -> RECONNECT_MILLISECONDS);
        subscriber.channel(CHANNEL).subscribeHandler(_ -> wakeAll()).handler(this::wake);
    }

    /// Begins to listen, and goes on after every loss of the connection.
    public Future<Void> listen() {
        return subscriber.connect();
    }

    /// Tells when the transaction commits.
    static Future<Void> send(SqlConnection connection) {
        return connection.query(SEND).execute().mapEmpty();
    }

    /// One who waits: to be made before looking for work, so that no signal falls between looking and waiting.
    public Waiter waiter(Vertx vertx, UUID organisation) {
        Waiter waiter = new Waiter(vertx.getOrCreateContext(), organisation);
        waiters.computeIfAbsent(organisation, _ -> ConcurrentHashMap.newKeySet()).add(waiter);
        return waiter;
    }

    private void wake(String organisation) {
        try {
            waiters.getOrDefault(UUID.fromString(organisation), Set.of()).forEach(Waiter::wake);
        } catch (IllegalArgumentException foreign) {
            LOGGER.atWarn().addKeyValue("channel", CHANNEL).log("A signal came that names no organisation");
        }
    }

    private void wakeAll() {
        waiters.values().forEach(some -> some.forEach(Waiter::wake));
    }

    public Future<Void> close() {
        wakeAll();
        return subscriber.close();
    }

    /// Completes at most once, on the context that made it.
    public final class Waiter {
        private final Context context;
        private final UUID organisation;
        private final Promise<Void> woken = Promise.promise();

        private Waiter(Context context, UUID organisation) {
            this.context = context;
            this.organisation = organisation;
        }

        public Future<Void> woken() {
            return woken.future();
        }

        public void wake() {
            context.runOnContext(_ -> woken.tryComplete());
        }

        /// To be called whether or not it was woken.
        public void leave() {
            waiters.computeIfPresent(organisation, (_, some) -> {
                some.remove(this);
                return some.isEmpty() ? null : some;
            });
        }
    }
}
