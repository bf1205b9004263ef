package io.seltzer.contract;

import java.util.Optional;

/// Where a check stands in its contract: what tells it from the other checks of the dataset.
///
/// @param scope key of a declared scope, for a check that belongs to one
/// @param type the type's key
/// @param qualifier an empty one differs from none
public record CheckPlace(
        Optional<String> scope, Optional<String> column, String type, Optional<String> qualifier) {

    /// Unique within the contract but for an empty qualifier, e.g. `columns.email.checks.missing.strict` (contract-language §11).
    public String path() {
        return scope.map(key -> "scope." + key + ":").orElse("")
                + column.map(name -> "columns." + name + ".").orElse("")
                + "checks."
                + type
                + qualifier.filter(text -> !text.isEmpty()).map(text -> "." + text).orElse("");
    }
}
