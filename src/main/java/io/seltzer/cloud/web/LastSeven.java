package io.seltzer.cloud.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The last seven results, oldest first, filled up in front with [State#NO_RESULT].
public record LastSeven(List<State> states) {
    static final int SEVEN = 7;

    public LastSeven {
        List<State> filled = new ArrayList<>(Collections.nCopies(Math.max(0, SEVEN - states.size()), State.NO_RESULT));
        filled.addAll(states);
        states = List.copyOf(filled);
    }

    /// For those who do not see the squares.
    public String words() {
        return states.stream()
                .map(state -> state.word().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "Last seven: ", ""));
    }
}
