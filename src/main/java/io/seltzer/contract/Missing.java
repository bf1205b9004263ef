package io.seltzer.contract;

import java.util.List;
import java.util.Optional;

/// What counts as missing beside NULL.
public record Missing(List<Literal> values, Optional<Format> format) {
    public static final Missing NULL_ONLY = new Missing(List.of(), Optional.empty());

    public Missing {
        values = List.copyOf(values);
    }
}
