package io.seltzer.cloud.web;

import java.util.List;
import java.util.Optional;

/// The page of all datasets, worst first.
///
/// @param search part of the name that was asked for; empty for all
/// @param troubled whether only those were asked for that a person should look at
/// @param all how many datasets the organisation has
public record DatasetList(String search, boolean troubled, List<Line> lines, Paging paging, int all) {

    /// @param tally of the last verification; empty before the first
    /// @param verified when that was
    public record Line(DatasetName name, Badge badge, LastSeven seven, Tally tally, Optional<Moment> verified) {}
}
