package io.seltzer.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A data contract without faults: what must be true of one dataset.
///
/// @param filter SQL condition without WHERE, variables resolved
/// @param scopes by key
/// @param columns in the order of the file
/// @param checks column checks and dataset checks in the order in which results are listed
///     (contract-language §2: column checks first unless the key `checks` stands before `columns`)
public record Contract(
        DatasetName dataset,
        Optional<String> filter,
        Map<String, Scope> scopes,
        List<Column> columns,
        List<Check> checks) {
    public Contract {
        scopes = Map.copyOf(scopes);
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
    }

    /// The condition that decides which rows a scope consists of; without a scope, the contract's own.
    public Optional<String> filterOf(Optional<String> scope) {
        return scope.isEmpty()
                ? filter
                : Optional.ofNullable(scopes.get(scope.get())).flatMap(Scope::filter);
    }
}
