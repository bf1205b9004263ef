package io.seltzer.sql;

import java.util.OptionalLong;
import java.util.Set;

/// What a database knows of a table without reading it. These are estimates: how a query is put may rest on them, its
/// result must not.
///
/// @param rows empty when the database cannot tell, e.g. of a view; counts as few then
/// @param sorted columns in whose order the rows lie, up or down, all but a few
public record TableStatistics(OptionalLong rows, Set<String> sorted) {
    public static final TableStatistics UNKNOWN = new TableStatistics(OptionalLong.empty(), Set.of());

    public TableStatistics {
        sorted = Set.copyOf(sorted);
    }

    boolean hasAtLeast(long number) {
        return rows.isPresent() && rows.getAsLong() >= number;
    }
}
