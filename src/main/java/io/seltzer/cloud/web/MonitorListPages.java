package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// All monitors, and those of one dataset.
final class MonitorListPages {
    private final MonitorListQueries lists;
    private final DatasetMonitorQueries datasets;
    private final Templates templates;

    MonitorListPages(MonitorListQueries lists, DatasetMonitorQueries datasets, Templates templates) {
        this.lists = lists;
        this.datasets = datasets;
        this.templates = templates;
    }

    void list(RoutingContext context) {
        Caller visitor = Gate.visitor(context);
        MonitorFilter filter = MonitorFilter.of(context, PathId.read(context.request().getParam("dataset")));
        lists.list(visitor, filter, Paging.number(context.request().getParam("page")))
                .onFailure(context::fail)
                .onSuccess(found -> found.ifPresentOrElse(
                        view -> templates.page(
                                context, "monitors", Frame.of("Monitors", Section.MONITORS, visitor), view),
                        () -> context.fail(404)));
    }

    void ofDataset(RoutingContext context) {
        Caller visitor = Gate.visitor(context);
        MonitorFilter filter = MonitorFilter.of(context, Optional.of(PathId.of(context)));
        datasets.monitors(visitor, filter, Paging.number(context.request().getParam("page")))
                .onFailure(context::fail)
                .onSuccess(found -> found.ifPresentOrElse(
                        view -> templates.page(
                                context,
                                "datasetmonitors",
                                Frame.of("Monitors of " + view.name().table(), Section.DATASETS, visitor),
                                view),
                        () -> context.fail(404)));
    }
}
