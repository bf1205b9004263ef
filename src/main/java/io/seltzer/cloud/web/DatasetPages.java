package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Verifications;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The datasets, and one of them.
final class DatasetPages {
    private final DatasetListQueries lists;
    private final DatasetQueries datasets;
    private final Verifications verifications;
    private final Templates templates;

    DatasetPages(DatasetListQueries lists, DatasetQueries datasets, Verifications verifications, Templates templates) {
        this.lists = lists;
        this.datasets = datasets;
        this.verifications = verifications;
        this.templates = templates;
    }

    void list(RoutingContext context) {
        Caller visitor = Gate.visitor(context);
        String search = Optional.ofNullable(context.request().getParam("q")).orElse("").strip();
        boolean troubled = "trouble".equals(context.request().getParam("state"));
        int page = Paging.number(context.request().getParam("page"));
        lists.list(visitor, search, troubled, page)
                .onFailure(context::fail)
                .onSuccess(view -> templates.page(
                        context, "datasets", Frame.of("Datasets", Section.DATASETS, visitor), view));
    }

    void one(RoutingContext context) {
        Caller visitor = Gate.visitor(context);
        UUID id = PathId.of(context);
        datasets.dataset(visitor, id)
                .onFailure(context::fail)
                .onSuccess(found -> found.ifPresentOrElse(
                        view -> templates.page(
                                context, "dataset", Frame.of(view.name().table(), Section.DATASETS, visitor), view),
                        () -> context.fail(404)));
    }

    /// Asks for a scan and shows it.
    void verify(RoutingContext context) {
        verifications
                .ofNewest(Gate.visitor(context).organisation(), PathId.of(context), Map.of())
                .onFailure(context::fail)
                .onSuccess(scan -> context.response()
                        .setStatusCode(303)
                        .putHeader(HttpHeaders.LOCATION, "/scans/" + scan)
                        .end());
    }
}
