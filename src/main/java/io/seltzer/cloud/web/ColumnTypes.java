package io.seltzer.cloud.web;

import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.vertx.sqlclient.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The columns that a scan found, with their types as the data source spells them.
///
/// @param types by name; empty text where the source named none
record ColumnTypes(Map<String, String> types) {
    static final ColumnTypes UNKNOWN = new ColumnTypes(Map.of());

    /// Column: columns, null when the scan read no schema.
    static ColumnTypes read(Row row) {
        return Optional.ofNullable(row.getString("columns"))
                .map(json -> WireJson.read(json, ColumnMetadata[].class))
                .map(ColumnTypes::of)
                .orElse(UNKNOWN);
    }

    private static ColumnTypes of(ColumnMetadata[] columns) {
        Map<String, String> types = new LinkedHashMap<>();
        for (ColumnMetadata column : columns) {
            types.put(column.columnName(), column.sourceDataType() == null ? "" : column.sourceDataType());
        }
        return new ColumnTypes(types);
    }
}
