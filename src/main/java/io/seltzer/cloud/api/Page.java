package io.seltzer.cloud.api;

import io.seltzer.cloud.store.PageRequest;
import io.seltzer.cloud.store.Paged;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;

/// A part of a list, as REST answers carry it.
record Page<T>(
        List<T> content, long totalElements, long totalPages, int number, int size, boolean first, boolean last) {
    private static final int USUAL_SIZE = 10;
    private static final int LARGEST_SIZE = 1_000;
    private static final int LAST_NUMBER = 1_000_000;

    static <S, T> Page<T> of(Paged<S> part, Function<S, T> view) {
        PageRequest page = part.page();
        long pages = Math.ceilDiv(part.total(), page.size());
        return new Page<>(
                part.content().stream().map(view).toList(),
                part.total(),
                pages,
                page.number(),
                page.size(),
                page.number() == 0,
                page.number() + 1L >= pages);
    }

    /// `page` from 0, `size` from 1 to 1000.
    static PageRequest asked(RoutingContext request) {
        return asked(request, USUAL_SIZE);
    }

    static PageRequest asked(RoutingContext request, int usualSize) {
        return new PageRequest(
                (int) Bodies.queryNumber(request, "page", 0, LAST_NUMBER, 0),
                (int) Bodies.queryNumber(request, "size", 1, LARGEST_SIZE, usualSize));
    }
}
