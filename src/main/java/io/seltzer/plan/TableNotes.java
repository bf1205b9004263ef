package io.seltzer.plan;

import io.seltzer.sql.TableStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What the catalog says of a table.
///
/// @param rows empty when the database does not know how many there are
/// @param knowsChanges whether the database knows when it last changed
public record TableNotes(List<TableColumn> columns, OptionalLong rows, boolean knowsChanges) {
    public TableNotes {
        columns = List.copyOf(columns);
    }

    /// @param dataType as [io.seltzer.sql.MetadataQuery] names it
    public record TableColumn(String name, String dataType) {}

    TableStatistics statistics() {
        return new TableStatistics(rows, Set.of());
    }

    /// The exact name wins; else the case does not matter as long as only one is meant.
    Optional<TableColumn> column(String name) {
        List<TableColumn> alike =
                columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).toList();
        return alike.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .or(() -> alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty());
    }
}
