package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/// A part of a list.
///
/// @param total how many the whole list has
public record Paged<T>(List<T> content, long total, PageRequest page) {
    /// @param sql with the filter's values as its first parameters, then limit and offset
    /// @param count with the filter's values
    static <T> Future<Paged<T>> query(
            SqlConnection connection, String sql, String count, Tuple filter, PageRequest page, Function<Row, T> read) {
        Tuple values = Tuple.tuple();
        for (int i = 0; i < filter.size(); i++) {
            values.addValue(filter.getValue(i));
        }
        values.addLong((long) page.size()).addLong(page.offset());
        return connection.preparedQuery(sql).execute(values).compose(rows -> connection
                .preparedQuery(count)
                .execute(filter)
                .map(counted -> new Paged<>(
                        rows.stream().map(read).toList(), counted.iterator().next().getLong(0), page)));
    }
}
