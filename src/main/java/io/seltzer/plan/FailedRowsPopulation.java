package io.seltzer.plan;

import io.seltzer.contract.Check;
import io.seltzer.contract.Contract;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import java.util.List;
import java.util.Optional;

/// The rows among which the failed ones of several checks are looked for in one pass. Checks of one scope share its
/// filter; where scopes meet, each check brings its own along.
///
/// @param shared filter of all checks; empty when they have none, or different ones
/// @param filters different filters of the checks, one of which a row must pass; empty when `shared` says all
record FailedRowsPopulation(Contract contract, Dialect dialect, Optional<String> shared, List<String> filters) {

    static FailedRowsPopulation of(Contract contract, List<Check> checks, Dialect dialect) {
        List<Optional<String>> filters = checks.stream()
                .map(check -> contract.filterOf(check.header().scope()))
                .distinct()
                .toList();
        if (filters.size() == 1) {
            return new FailedRowsPopulation(contract, dialect, filters.getFirst(), List.of());
        }
        boolean all = filters.stream().anyMatch(Optional::isEmpty);
        return new FailedRowsPopulation(
                contract,
                dialect,
                Optional.empty(),
                all ? List.of() : filters.stream().map(Optional::orElseThrow).toList());
    }

    String from() {
        Optional<String> one = filters.isEmpty()
                ? Optional.empty()
                : Optional.of(Conditions.any(filters.stream().map(Conditions::written).toList()));
        return new FilteredDataset(contract.dataset(), shared, dialect).from(one.stream().toList());
    }

    /// The conditions of a check among these rows.
    RowConditions conditions(Check check) {
        Optional<String> own = contract.filterOf(check.header().scope());
        return new RowConditions(dialect, own.equals(shared) ? Optional.empty() : own);
    }
}
