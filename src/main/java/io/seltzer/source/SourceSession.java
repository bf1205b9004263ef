package io.seltzer.source;

import io.seltzer.config.DataSourceFile;
import io.seltzer.config.DataSourceFile.DuckDb;
import io.seltzer.config.DataSourceFile.Postgres;
import io.seltzer.sql.Dialect;
import io.seltzer.sql.DuckDbDialect;
import io.seltzer.sql.PostgresDialect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/// A connected data source, all of whose answers describe the same instant. A statement that fails leaves the
/// session usable.
///
/// Use it from one Vert.x context. Several queries may be under way at once; the session decides how many of them
/// the data source gets at the same time.
public interface SourceSession {

    /// Connects and takes the snapshot.
    ///
    /// @return fails with a [SourceFailure]
    static Future<SourceSession> open(Vertx vertx, DataSourceFile file, SessionOptions options) {
        return switch (file.connection()) {
            case Postgres postgres -> PostgresSession.open(vertx, file.name(), postgres, options);
            case DuckDb duckDb -> DuckDbSession.open(vertx, file.name(), duckDb, options);
        };
    }

    /// What a data source understands, known without connecting.
    static Dialect dialectOf(DataSourceFile file) {
        return switch (file.connection()) {
            case Postgres _ -> new PostgresDialect();
            case DuckDb _ -> new DuckDbDialect();
        };
    }

    Dialect dialect();

    /// Runs a query whose result is small.
    ///
    /// @return fails with a [SourceFailure]
    Future<RowSet<Row>> query(String sql);

    /// How a blocking reader gets at the rows of the same instant, while this session is open and idle.
    ///
    /// @return fails with a [SourceFailure]
    Future<SnapshotRows> rows();

    /// Stops all statements in flight in the data source. Later ones fail at once.
    Future<Void> cancel();

    Future<Void> close();
}
