package io.seltzer.cloud.api;

import io.seltzer.cloud.store.Refused;
import io.seltzer.protocol.Completeness;
import io.seltzer.protocol.WireJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Reads what a request carries, or refuses it with a word about what is wrong.
final class Bodies {
    private Bodies() {}

    /// The body as a message, with all the members it must have.
    static <T extends Record> T read(RoutingContext request, Class<T> type) {
        Buffer body = request.body().buffer();
        T message = WireJson.read(body == null ? new byte[0] : body.getBytes(), type);
        if (message == null) {
            throw Refused.invalid("invalid_body", "The request has no body.");
        }
        Optional<String> fault = Completeness.firstFault(message);
        if (fault.isPresent()) {
            throw Refused.invalid("invalid_body", "The member " + fault.get() + " is missing or of another kind.");
        }
        return message;
    }

    static UUID pathId(RoutingContext request) {
        return uuid(Objects.requireNonNull(request.pathParam("id")))
                .orElseThrow(() -> Refused.notFound("not_found", "There is nothing with this id."));
    }

    static Optional<UUID> queryId(RoutingContext request, String name) {
        return query(request, name).map(text -> uuid(text).orElseThrow(() -> notA(name, "an id")));
    }

    static Optional<String> query(RoutingContext request, String name) {
        return request.queryParam(name).stream().findFirst();
    }

    /// An instant with its offset, e.g. `2026-05-04T08:00:00Z`.
    static Optional<Instant> queryTime(RoutingContext request, String name) {
        return query(request, name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException noTime) {
                throw notA(name, "a time with its offset, such as 2026-05-04T08:00:00Z");
            }
        });
    }

    static long queryNumber(RoutingContext request, String name, long least, long most, long otherwise) {
        Optional<String> text = query(request, name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Refused below like a number out of range.
        }
        throw notA(name, "a number from " + least + " to " + most);
    }

    private static Refused notA(String name, String kind) {
        return Refused.invalid("invalid_parameter", "The parameter " + name + " must be " + kind + ".");
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
