package io.seltzer.check;

import io.seltzer.contract.Check.SchemaCheck;
import io.seltzer.contract.Column;
import io.seltzer.contract.Column.TypeParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Finds what differs between a contract's columns and a dataset's (contract-language §9.1, §15). Names are compared
/// exactly.
record SchemaComparison(List<Column> expected, TypeEquality types) {

    List<SchemaEvent> events(SchemaCheck check, List<ActualColumn> actual) {
        Map<String, ActualColumn> actualByName = new HashMap<>();
        actual.forEach(column -> actualByName.put(column.name(), column));
        List<SchemaEvent> events = new ArrayList<>();
        for (Column column : expected) {
            if (!actualByName.containsKey(column.name())) {
                events.add(new SchemaEvent.MissingColumn(column));
            }
        }
        if (!check.allowExtraColumns()) {
            Set<String> names = new HashSet<>();
            expected.forEach(column -> names.add(column.name()));
            actual.stream()
                    .filter(column -> !names.contains(column.name()))
                    .forEach(column -> events.add(new SchemaEvent.UnexpectedColumn(column)));
        }
        for (Column column : expected) {
            ActualColumn found = actualByName.get(column.name());
            if (found != null && !isOfType(column, found)) {
                events.add(new SchemaEvent.TypeMismatch(column, found));
            }
        }
        if (!check.allowOtherColumnOrder()) {
            events.addAll(orderViolations(actual));
        }
        return events;
    }

    private boolean isOfType(Column column, ActualColumn found) {
        return column.type().isEmpty()
                || (types.same(column.type().get(), found.type())
                        && hasParameters(found.parameters(), column.parameters()));
    }

    private static boolean hasParameters(TypeParameters actual, TypeParameters stated) {
        return has(actual.characterMaximumLength(), stated.characterMaximumLength())
                && has(actual.numericPrecision(), stated.numericPrecision())
                && has(actual.numericScale(), stated.numericScale())
                && has(actual.datetimePrecision(), stated.datetimePrecision());
    }

    private static boolean has(OptionalInt actual, OptionalInt stated) {
        return stated.isEmpty() || stated.equals(actual);
    }

    private List<SchemaEvent> orderViolations(List<ActualColumn> actual) {
        Map<String, Integer> order = new HashMap<>();
        expected.forEach(column -> order.put(column.name(), order.size()));
        List<String> common = actual.stream().map(ActualColumn::name).filter(order::containsKey).toList();
        List<SchemaEvent> violations = new ArrayList<>();
        for (int i = 1; i < common.size(); i++) {
            String column = common.get(i);
            String after = common.get(i - 1);
            if (order.getOrDefault(column, 0) < order.getOrDefault(after, 0)) {
                violations.add(new SchemaEvent.OrderViolation(column, after));
            }
        }
        return violations;
    }
}
