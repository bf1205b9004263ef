package io.seltzer.scan;

import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.seltzer.protocol.monitoring.MeasurementBatch.DatasetMeasurements;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Measurements on their way out: in batches, one after the other, so that they arrive in their order.
final class MeasurementStream {
    /// Measurements and columns of schemas, about as long as each other, that make a batch together.
    private static final int ENOUGH = 500;
    /// Of one dataset in one batch.
    private static final int MOST = 2_000;

    private final BatchSink sink;
    private final Runnable roomier;
    private final Deque<DatasetMeasurements> waiting = new ArrayDeque<>();
    private final Promise<Void> end = Promise.promise();
    private int size;
    private int number;
    private boolean sending;
    private boolean ended;

    /// @param roomier called when there is room again
    MeasurementStream(BatchSink sink, Runnable roomier) {
        this.sink = sink;
        this.roomier = roomier;
    }

    void add(DatasetPoints points) {
        for (DatasetMeasurements part : points.parts(MOST)) {
            waiting.add(part);
            size += weight(part);
        }
        send();
    }

    /// False while the sink is behind: a batch is under way, and another one waits.
    boolean hasRoom() {
        return !sending || size < ENOUGH;
    }

    /// No more will be added.
    ///
    /// @return completes when all are in safe hands; fails as soon as a batch cannot be brought there
    Future<Void> end() {
        ended = true;
        send();
        return end.future();
    }

    /// Fails as soon as a batch cannot be brought into safe hands.
    Future<Void> result() {
        return end.future();
    }

    private void send() {
        if (sending || end.future().isComplete()) {
            return;
        }
        if (waiting.isEmpty() && ended) {
            end.tryComplete();
        } else if (!waiting.isEmpty() && (ended || size >= ENOUGH)) {
            sending = true;
            sink.take(next()).onComplete(taken -> {
                sending = false;
                if (taken.failed()) {
                    end.tryFail(taken.cause());
                } else {
                    send();
                    roomier.run();
                }
            });
        }
    }

    private static int weight(DatasetMeasurements part) {
        return part.measurements().size() + (part.schema() == null ? 0 : part.schema().size());
    }

    private MeasurementBatch next() {
        List<DatasetMeasurements> parts = new ArrayList<>();
        int taken = 0;
        while (!waiting.isEmpty() && taken < ENOUGH) {
            DatasetMeasurements part = waiting.remove();
            parts.add(part);
            taken += weight(part);
        }
        size -= taken;
        return new MeasurementBatch(number++, parts);
    }
}
