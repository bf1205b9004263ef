package io.seltzer.cloud.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An id in an address.
final class PathId {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private PathId() {}

    /// The path's `:id`.
    ///
    /// @throws Refusal when it is none: then there is no such page
    static UUID of(RoutingContext context) {
        return read(context.pathParam("id")).orElseThrow(() -> new Refusal(Problem.NOT_FOUND));
    }

    static Optional<UUID> read(@Nullable String text) {
        return text != null && FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
