package io.seltzer.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Which tables to look for: `LIKE` patterns for their names, whatever the case.
///
/// @param include of which one must match; empty: every name does
/// @param exclude of which none may match
public record NamePatterns(List<String> include, List<String> exclude) {
    public static final NamePatterns ALL = new NamePatterns(List.of(), List.of());

    public NamePatterns {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /// @param name the expression for a table's name
    /// @param literal a text as a literal of the dialect
    /// @return conditions that must all hold
    List<String> conditions(String name, UnaryOperator<String> literal) {
        UnaryOperator<String> matches = pattern -> "lower(" + name + ") LIKE lower(" + literal.apply(pattern) + ")";
        List<String> conditions = new ArrayList<>();
        if (!include.isEmpty()) {
            conditions.add(include.stream().map(matches).collect(Collectors.joining(" OR ", "(", ")")));
        }
        exclude.forEach(pattern -> conditions.add("NOT " + matches.apply(pattern)));
        return conditions;
    }
}
