package io.seltzer.plan;

import io.seltzer.contract.Contract;
import io.seltzer.contract.DatasetName;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows that a contract speaks of: its table after its filter.
record FilteredDataset(DatasetName dataset, Optional<String> filter, Dialect dialect) {

    /// @param scope whose rows are meant; empty for the contract's own
    static FilteredDataset of(Contract contract, Optional<String> scope, Dialect dialect) {
        return new FilteredDataset(contract.dataset(), contract.filterOf(scope), dialect);
    }

    String from() {
        return from(List.of());
    }

    /// `FROM` with those rows only for which the conditions hold too.
    String from(List<String> conditions) {
        List<String> all = new ArrayList<>();
        filter.map(Conditions::written).ifPresent(all::add);
        all.addAll(conditions);
        String table = "FROM " + dialect.table(dataset);
        return all.isEmpty() ? table : table + "\nWHERE " + Conditions.all(all);
    }
}
