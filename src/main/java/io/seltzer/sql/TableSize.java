package io.seltzer.sql;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How many rows a table has, roughly, as its database estimates without reading it.
///
/// @param rows empty when the database cannot tell, e.g. of a view; counts as small then
public record TableSize(OptionalLong rows) {
    public static final TableSize UNKNOWN = new TableSize(OptionalLong.empty());

    public static TableSize of(long rows) {
        return new TableSize(OptionalLong.of(rows));
    }

    public static TableSize ofNullable(@Nullable Long rows) {
        return rows == null ? UNKNOWN : of(rows);
    }

    boolean isAtLeast(long number) {
        return rows.isPresent() && rows.getAsLong() >= number;
    }
}
