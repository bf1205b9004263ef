package io.seltzer.cloud.web;

import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import io.seltzer.protocol.results.ScanResults.WarehouseTable.CheckRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the failed rows of one scan lie. Says how many there are and how to look at them in the warehouse;
/// no row ever comes here.
public record FailedRows(List<Table> tables) {
    static final FailedRows NONE = new FailedRows(List.of());

    /// @param rows `204 rows`
    /// @param query SQL for the owner of the warehouse to run
    public record Table(String warehouse, String name, String rows, String query, List<Part> parts) {}

    /// @param check name of the check, or its identity when it is not known any more
    /// @param query shows the rows that fail this check
    public record Part(String identity, String check, long rows, String query) {}

    /// Failed rows of one check.
    public record Kept(String warehouse, String table, String rows, String query) {}

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
        return new Part(
                rows.identity(), names.getOrDefault(rows.identity(), rows.identity()), rows.rows(), rows.query());
    }

    Optional<Kept> keptFor(String identity) {
        for (Table table : tables) {
            for (Part part : table.parts()) {
                if (part.identity().equals(identity) && part.rows() > 0) {
                    String rows = Figures.of(part.rows(), "row", "rows");
                    return Optional.of(new Kept(table.warehouse(), table.name(), rows, part.query()));
                }
            }
        }
        return Optional.empty();
    }
}
