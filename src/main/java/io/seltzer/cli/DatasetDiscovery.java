package io.seltzer.cli;

import io.seltzer.config.DataSourceFile;
import io.seltzer.contract.DatasetName;
import io.seltzer.source.SessionOptions;
import io.seltzer.source.SourceFailure;
import io.seltzer.source.SourceSession;
import io.seltzer.sql.DiscoveryQuery;
import io.seltzer.sql.NamePatterns;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Looks which datasets a data source has.
///
/// @param queries hears the SQL before it runs
record DatasetDiscovery(DataSourceFile source, NamePatterns patterns, Consumer<String> queries) {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /// @return in the order of their names
    /// @throws SourceFailure when the data source is not there or breaks away
    List<DatasetName> run() {
        try (CommandVertx vertx = new CommandVertx()) {
            RowSet<Row> rows = SourceSession.open(vertx.vertx(), source, SessionOptions.of(LIMIT))
                    .compose(session -> {
                        vertx.stop().onSuccess(_ -> session.cancel());
                        DiscoveryQuery query = session.dialect().datasets(patterns);
                        queries.accept(query.sql());
                        return session.query(query.sql()).eventually(session::close);
                    })
                    .await();
            return StreamSupport.stream(rows.spliterator(), false).map(this::name).toList();
        }
    }

    private DatasetName name(Row row) {
        List<String> parts = IntStream.range(0, row.size()).mapToObj(row::getString).toList();
        return new DatasetName(source.name(), parts.subList(0, parts.size() - 1), parts.getLast());
    }
}
