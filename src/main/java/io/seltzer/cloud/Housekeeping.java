package io.seltzer.cloud;

import io.seltzer.cloud.store.DatabaseFailure;
import io.seltzer.cloud.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a control plane does by itself: sweeps, queues what is due, and makes partitions ahead. A round begins some time after the last
/// one has ended, so rounds never overlap; one that fails is only late.
final class Housekeeping extends VerticleBase {
    private static final Logger LOGGER = LoggerFactory.getLogger(Housekeeping.class);
    private static final long SWEEP_MILLISECONDS = TimeUnit.SECONDS.toMillis(5);
    private static final long SCHEDULE_MILLISECONDS = TimeUnit.SECONDS.toMillis(5);
    private static final long PARTITIONS_MILLISECONDS = TimeUnit.HOURS.toMillis(12);

    private final Store store;
    private boolean stopped;

    Housekeeping(Store store) {
        this.store = store;
    }

    @Override
    public Future<?> start() {
        return store.partitions().makeAhead().onSuccess(_ -> {
            repeat("sweep", SWEEP_MILLISECONDS, () -> store.sweep().run());
            repeat("schedule", SCHEDULE_MILLISECONDS, () -> store.monitoring().schedule().run());
            repeat("partitions", PARTITIONS_MILLISECONDS, () -> store.partitions().makeAhead());
        });
    }

    private void repeat(String task, long milliseconds, Supplier<Future<Void>> round) {
        vertx.setTimer(milliseconds, _ -> round.get().onFailure(failure -> late(task, failure)).onComplete(_ -> {
            if (!stopped) {
                repeat(task, milliseconds, round);
            }
        }));
    }

    private static void late(String task, Throwable failure) {
        if (failure instanceof DatabaseFailure known) {
            LOGGER.atWarn()
                    .addKeyValue("task", task)
                    .addKeyValue("sqlState", known.sqlState())
                    .log("A round of housekeeping failed at the database; the next one follows");
        } else {
            LOGGER.atError().setCause(failure).addKeyValue("task", task).log("A round of housekeeping failed");
        }
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.succeededFuture();
    }
}
