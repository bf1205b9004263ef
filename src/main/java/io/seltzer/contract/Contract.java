package io.seltzer.contract;

import java.util.List;
import java.util.Optional;

/// A data contract without faults: what must be true of one dataset.
///
/// @param filter SQL condition without WHERE, variables resolved
/// @param columns in the order of the file
/// @param checks column checks and dataset checks in the order in which results are listed
///     (contract-language §2: column checks first unless the key `checks` stands before `columns`)
public record Contract(DatasetName dataset, Optional<String> filter, List<Column> columns, List<Check> checks) {
    public Contract {
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
    }
}
