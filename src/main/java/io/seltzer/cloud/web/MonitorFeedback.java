package io.seltzer.cloud.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What people say of points. It is learnt from the next scan on; verdicts stay as they were.
@FunctionalInterface
public interface MonitorFeedback {
    /// Fails with [io.seltzer.cloud.store.Refused] when there is no such monitor.
    ///
    /// @param group empty for a monitor without groups
    /// @param points data times; those without a measurement are left out
    /// @param mark `anomaly`, `expected`, or `clear` to take back what was said
    /// @param who says so: id of an API key
    Future<Void> mark(UUID organisation, UUID monitor, String group, List<Instant> points, String mark, String who);
}
