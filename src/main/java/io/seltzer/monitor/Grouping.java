package io.seltzer.monitor;

import java.util.List;

/// A metric taken for each value of a column.
///
/// @param column whose values are the groups
/// @param excluded values that get no series
/// @param named whether the values may leave the customer's network; otherwise a group goes by a fingerprint
public record Grouping(String column, List<String> excluded, boolean named) {
    public Grouping {
        excluded = List.copyOf(excluded);
    }
}
