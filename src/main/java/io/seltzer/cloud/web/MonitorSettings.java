package io.seltzer.cloud.web;

import io.seltzer.monitor.Detection;
import io.vertx.core.Future;
import java.util.UUID;

/// Changes what a monitor tells as an anomaly, from its next scan on.
@FunctionalInterface
public interface MonitorSettings {
    /// Fails with [io.seltzer.cloud.store.Refused] when there is no such monitor.
    ///
    /// @param detection all of it; what is the same as before is no change
    /// @param who changes it: id of an API key
    Future<Void> apply(UUID organisation, UUID monitor, Detection detection, String who);
}
