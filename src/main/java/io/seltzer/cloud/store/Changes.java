package io.seltzer.cloud.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What differs between two settings, in sentences such as `sensitivity 3 to 2.4`.
final class Changes {
    private final List<String> sentences = new ArrayList<>();

    Changes of(String what, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            sentences.add(what + " " + word(before) + " to " + word(after));
        }
        return this;
    }

    /// For what is too long to be shown.
    Changes ofHidden(String what, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            sentences.add(what + " changed");
        }
        return this;
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }

    private static String word(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
                String.valueOf(number.longValue());
            default -> value.toString();
        };
    }
}
