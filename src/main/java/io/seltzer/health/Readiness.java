package io.seltzer.health;

import io.vertx.core.Future;
import java.util.Optional;

/// Whether a role can do its work now. Never fails and answers within seconds.
@FunctionalInterface
public interface Readiness {
    /// Empty when ready.
    Future<Optional<NotReady>> check();

    /// @param code stable, e.g. `database.unreachable`
    /// @param message what is wrong and what to do
    record NotReady(String code, String message) {}
}
