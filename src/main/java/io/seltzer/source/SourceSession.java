package io.seltzer.source;

import io.seltzer.sql.Dialect;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/// A connected data source, all of whose answers describe the same instant. A statement that fails leaves the
/// session usable.
///
/// Use it from one Vert.x context. Several queries may be under way at once; the session decides how many of them
/// the data source gets at the same time.
public interface SourceSession {
    Dialect dialect();

    /// Runs a query whose result is small.
    ///
    /// @return fails with a [SourceFailure]
    Future<RowSet<Row>> query(String sql);

    /// Stops all statements in flight in the data source.
    Future<Void> cancel();

    Future<Void> close();
}
