package io.seltzer.scan;

import io.vertx.sqlclient.Row;
import java.math.BigDecimal;

/// Reads the values of a result with one row.
final class FirstRow {
    private FirstRow() {}

    /// Drivers give a number in the type of its column.
    static BigDecimal number(Row row, int column) {
        return row.get(BigDecimal.class, column);
    }
}
