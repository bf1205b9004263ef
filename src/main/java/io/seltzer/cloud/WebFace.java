package io.seltzer.cloud;

import io.seltzer.cloud.store.Store;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/// Adds pages to the control plane, at all paths that its APIs leave free.
@FunctionalInterface
public interface WebFace {
    /// Makes the router of one event loop; called once on each.
    Router router(Vertx vertx, Store store);

    /// No pages.
    static WebFace none() {
        return (vertx, _) -> Router.router(vertx);
    }
}
