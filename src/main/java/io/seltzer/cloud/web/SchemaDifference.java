package io.seltzer.cloud.web;

import io.seltzer.protocol.results.Diagnostics.Schema;
import io.seltzer.protocol.results.Diagnostics.SchemaColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the columns of a table differ from the agreed ones, in words: names and types alone.
final class SchemaDifference {
    private static final int MOST = 5;

    private SchemaDifference() {}

    /// @param counted differences that made the check fail; an order that is not the agreed one is not counted
    static String words(Schema schema, long counted) {
        if (counted == 0) {
            return "the columns stand in another order";
        }
        Map<String, SchemaColumn> actual = byName(schema.actual());
        Map<String, SchemaColumn> expected = byName(schema.expected());
        List<String> parts = new ArrayList<>();
        for (SchemaColumn column : schema.expected()) {
            @Nullable SchemaColumn there = actual.get(column.name());
            if (there == null) {
                parts.add(column.name() + " is missing");
            } else if (column.type() != null && !Objects.equals(column.type(), there.type())) {
                parts.add(column.name() + " is " + there.type() + ", agreed is " + column.type());
            }
        }
        boolean othersAllowed = parts.size() == counted;
        for (SchemaColumn column : schema.actual()) {
            if (!othersAllowed && !expected.containsKey(column.name())) {
                parts.add(column.name() + " is not agreed");
            }
        }
        int more = parts.size() - MOST;
        String listed = String.join("; ", parts.subList(0, Math.min(MOST, parts.size())));
        return more > 0 ? listed + "; " + Figures.count(more) + " more" : listed;
    }

    private static Map<String, SchemaColumn> byName(List<SchemaColumn> columns) {
        Map<String, SchemaColumn> named = new LinkedHashMap<>();
        columns.forEach(column -> named.put(column.name(), column));
        return named;
    }
}
