package io.seltzer.contract;

import java.util.Optional;

/// The rows that a check looks at: those of its scope that its own filter lets through.
///
/// @param scope key of a declared scope; empty for the contract's own rows
/// @param filter SQL condition of the check
public record TestedRows(Optional<String> scope, Optional<String> filter) {

    /// Every row that the contract speaks of.
    public static final TestedRows OF_DATASET = new TestedRows(Optional.empty(), Optional.empty());

    /// The same scope without the check's filter.
    public TestedRows unfiltered() {
        return new TestedRows(scope, Optional.empty());
    }
}
