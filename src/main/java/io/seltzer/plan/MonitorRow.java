package io.seltzer.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A row of a [MonitorQuery]'s result.
///
/// @param bucket 0 where the query has none
/// @param label value of the grouping column; empty where the query has none
/// @param cells of the query's terms: null for NULL, NaN for what is no number
public record MonitorRow(int bucket, Optional<String> label, List<@Nullable Double> cells) {
    public MonitorRow {
        cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }
}
