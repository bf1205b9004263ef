package io.seltzer.plan;

import io.seltzer.contract.Check;
import java.util.List;

/// Finds all rows that made checks fail, each row once. The result's first column, `failed_checks`, lists the
/// identities of those checks that the row fails; then follow the asked columns, in their order and under their
/// names. Read the result by position: a table may have a column `failed_checks` too.
///
/// For missing, invalid and unreferenced values the rows of a check are those that its metric counts. Duplicates
/// are all rows that share their value, whereas the metric counts the surplus copies.
///
/// Rows that a user's `query` or `keys_query` returns are counted only: they need not be rows of the dataset, nor have
/// its columns.
///
/// @param checks whose rows are found; at least one
public record FailedRowsQuery(String sql, List<Check> checks, List<RowColumn> columns) {
    public FailedRowsQuery {
        checks = List.copyOf(checks);
        columns = List.copyOf(columns);
    }
}
