package io.seltzer.contract;

import java.util.Optional;

/// A named view of the dataset whose checks run on its own rows.
///
/// @param filter SQL condition, variables resolved; takes the place of the contract's filter, never adds to it
public record Scope(String name, Optional<String> filter) {}
