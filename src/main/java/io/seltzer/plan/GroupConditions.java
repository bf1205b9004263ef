package io.seltzer.plan;

import io.seltzer.contract.Literal;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.Monitor;
import io.seltzer.sql.Conditions;
import io.seltzer.sql.Dialect;
import java.util.List;
import java.util.Objects;

/// Which rows of a grouped monitor belong to a group: those with a value that nobody excluded.
final class GroupConditions {
    private GroupConditions() {}

    /// @param column the grouping column's name in quotes
    static List<String> of(Monitor monitor, String column, Dialect dialect) {
        Grouping grouping = Objects.requireNonNull(monitor.grouping());
        String present = column + " IS NOT NULL";
        List<Literal> excluded =
                grouping.excluded().stream().<Literal>map(Literal.Text::new).toList();
        return excluded.isEmpty()
                ? List.of(present)
                : List.of(present, Conditions.not(dialect.isOneOf(dialect.text(column), excluded)));
    }
}
