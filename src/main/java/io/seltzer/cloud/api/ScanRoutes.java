package io.seltzer.cloud.api;

import io.seltzer.cloud.store.InstructionState;
import io.seltzer.cloud.store.Scan;
import io.seltzer.cloud.store.ScanLogs;
import io.seltzer.cloud.store.Store;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/// `/scans`
final class ScanRoutes {
    private static final int USUAL_LOG_LINES = 1_000;
    private static final long POLL_SECONDS = 2;

    /// Clients refuse a time without offset.
    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private final Store store;
    private final Links links;

    ScanRoutes(Store store, Links links) {
        this.store = store;
        this.links = links;
    }

    void mount(RestRoutes.Mount mount) {
        mount.at(HttpMethod.GET, "/scans/:id", this::status);
        mount.at(HttpMethod.GET, "/scans/:id/logs", this::logs);
        mount.at(HttpMethod.DELETE, "/scans/:id", this::cancel);
    }

    record LogView(long index, String level, String message, OffsetDateTime timestamp) {
        static LogView of(ScanLogs.Line line) {
            return new LogView(line.index(), line.level(), line.message(), line.loggedAt());
        }
    }

    private void status(RoutingContext request) {
        store.scans()
                .find(KeyGuard.caller(request).organisation(), Bodies.pathId(request))
                .onComplete(scan -> answer(request, scan), request::fail);
    }

    private void answer(RoutingContext request, Scan scan) {
        InstructionState state = scan.state();
        if (!state.isFinal()) {
            OffsetDateTime next = store.database().now().plusSeconds(POLL_SECONDS);
            request.response().putHeader("x-soda-next-poll-time", WITH_OFFSET.format(next));
        }
        Answers.ok(request, ScanStatus.of(scan, links.of(request.request())));
    }

    private void logs(RoutingContext request) {
        UUID organisation = KeyGuard.caller(request).organisation();
        UUID scan = Bodies.pathId(request);
        store.scans()
                .find(organisation, scan)
                .compose(_ -> store.logs().page(organisation, scan, Page.asked(request, USUAL_LOG_LINES)))
                .onComplete(page -> Answers.ok(request, Page.of(page, LogView::of)), request::fail);
    }

    private void cancel(RoutingContext request) {
        store.scans()
                .cancel(KeyGuard.caller(request).organisation(), Bodies.pathId(request))
                .onComplete(_ -> Answers.noContent(request), request::fail);
    }
}
