package io.seltzer.contract;

import java.util.Optional;

/// What the checks of a column take over from it.
///
/// @param expression SQL that replaces the column
record ColumnDefaults(String name, Optional<String> expression, ValueRules rules) {}
