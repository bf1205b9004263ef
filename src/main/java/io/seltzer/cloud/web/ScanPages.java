package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// The scans, one of them, and what changes of it while it runs.
final class ScanPages {
    private final ScanListQueries lists;
    private final ScanQueries scans;
    private final Templates templates;
    private final InstantSource clock;

    ScanPages(ScanListQueries lists, ScanQueries scans, Templates templates, InstantSource clock) {
        this.lists = lists;
        this.scans = scans;
        this.templates = templates;
        this.clock = clock;
    }

    void list(RoutingContext context) {
        Caller visitor = Gate.visitor(context);
        int page = Paging.number(context.request().getParam("page"));
        Optional<UUID> dataset = PathId.read(context.request().getParam("dataset"));
        Future<Optional<ScanList>> list = dataset.isPresent()
                ? lists.ofDataset(visitor, dataset.get(), page)
                : lists.all(visitor, page).map(Optional::of);
        list.onFailure(context::fail)
                .onSuccess(found -> found.ifPresentOrElse(
                        view -> templates.page(context, "scans", Frame.of("Scans", Section.SCANS, visitor), view),
                        () -> context.fail(404)));
    }

    void one(RoutingContext context) {
        Caller visitor = Gate.visitor(context);
        scans.scan(visitor, PathId.of(context), Optional.empty())
                .onFailure(context::fail)
                .onSuccess(found -> found.ifPresentOrElse(
                        reading -> templates.page(
                                context,
                                "scan",
                                Frame.of("Scan of " + reading.scan().subject().title(), Section.SCANS, visitor),
                                reading.view(clock.instant())),
                        () -> context.fail(404)));
    }

    /// What came since the page last looked. Nothing new is 204, which leaves the page as it is; a scan that is
    /// over is told once more, without the part that asks again.
    void live(RoutingContext context) {
        Caller visitor = Gate.visitor(context);
        UUID id = PathId.of(context);
        Optional<ScanCursor> seen = ScanCursor.read(context.request().getParam("seen"));
        if (seen.isEmpty()) {
            context.fail(400);
            return;
        }
        scans.scan(visitor, id, seen)
                .onFailure(context::fail)
                .onSuccess(found -> found.ifPresentOrElse(
                        reading -> {
                            ScanView view = reading.view(clock.instant());
                            if (view.cursor().equals(seen.get()) && !view.over()) {
                                context.response().setStatusCode(204).end();
                            } else {
                                templates.part(context, "scan/live", "view", view);
                            }
                        },
                        () -> context.fail(404)));
    }
}
