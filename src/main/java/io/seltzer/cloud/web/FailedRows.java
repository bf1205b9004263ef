package io.seltzer.cloud.web;

import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import io.seltzer.protocol.results.ScanResults.WarehouseTable.CheckRows;
import java.util.List;
import java.util.Map;

/// Where the failed rows of one scan lie. Says how many there are and how to look at them in the warehouse;
/// no row ever comes here.
public record FailedRows(List<Table> tables) {
    static final FailedRows NONE = new FailedRows(List.of());

    /// @param rows `204 rows`
    /// @param query SQL for the owner of the warehouse to run
    public record Table(String warehouse, String name, String rows, String query, List<Part> parts) {}

    /// @param check name of the check, or its identity when it is not known any more
    public record Part(String identity, String check, long rows) {}

    /// @param names of checks by identity
    static FailedRows of(List<WarehouseTable> written, Map<String, String> names) {
        return new FailedRows(written.stream()
                .filter(table -> table.rows() > 0)
                .map(table -> new Table(
                        table.warehouse(),
                        table.table(),
                        Figures.of(table.rows(), "row", "rows"),
                        table.query(),
                        table.checks().stream()
                                .map(rows -> part(rows, names))
                                .toList()))
                .toList());
    }

    private static Part part(CheckRows rows, Map<String, String> names) {
        return new Part(rows.identity(), names.getOrDefault(rows.identity(), rows.identity()), rows.rows());
    }

    long keptFor(String identity) {
        return tables.stream()
                .flatMap(table -> table.parts().stream())
                .filter(part -> part.identity().equals(identity))
                .mapToLong(Part::rows)
                .sum();
    }
}
