package io.seltzer.scan;

import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.vertx.core.Future;

/// Where measurements go.
public interface BatchSink {
    /// @return completes once the batch is in safe hands; fails when it never will be
    Future<Void> take(MeasurementBatch batch);
}
