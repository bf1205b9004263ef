package io.seltzer.cloud.web;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads the page of scans.
final class ScanListQueries {
    /// The page is cut out before the joins, so that its cost does not grow with the scans before it.
    private static final String PAGE = page("");

    private static final String PAGE_OF_DATASET = page("where dataset_id = $3");
    private static final String COUNT = "select count(*) from scan";
    private static final String COUNT_OF_DATASET = "select count(*) from scan where dataset_id = $1";
    private static final String DATASET = "select " + ScanRow.DATASET_COLUMNS + " from dataset d where d.id = $1";

    private final Database database;

    ScanListQueries(Database database) {
        this.database = database;
    }

    Future<ScanList> all(Caller visitor, int page) {
        return database.inOrganisation(visitor.organisation(), connection -> {
            Future<RowSet<Row>> lines = connection.preparedQuery(PAGE).execute(part(page));
            Future<RowSet<Row>> count = connection.preparedQuery(COUNT).execute();
            return Future.all(lines, count)
                    .map(_ -> list(lines.result(), count.result(), page, Map.of(), Optional.empty()));
        });
    }

    /// Empty when the organisation has no such dataset.
    Future<Optional<ScanList>> ofDataset(Caller visitor, UUID dataset, int page) {
        return database.inOrganisation(visitor.organisation(), connection -> {
            Future<RowSet<Row>> lines =
                    connection.preparedQuery(PAGE_OF_DATASET).execute(part(page).addUUID(dataset));
            Future<RowSet<Row>> count = connection.preparedQuery(COUNT_OF_DATASET).execute(Tuple.of(dataset));
            Future<RowSet<Row>> name = connection.preparedQuery(DATASET).execute(Tuple.of(dataset));
            Map<String, String> filters = Map.of("dataset", dataset.toString());
            return Future.all(lines, count, name)
                    .map(_ -> name.result().stream()
                            .findFirst()
                            .map(row -> list(
                                    lines.result(),
                                    count.result(),
                                    page,
                                    filters,
                                    Optional.of(ScanRow.dataset(row)))));
        });
    }

    private static String page(String condition) {
        return ScanRow.SELECT + "from (select * from scan " + condition
                + " order by created_at desc, id limit $1 offset $2) s " + ScanRow.JOINS
                + "order by s.created_at desc, s.id";
    }

    private static Tuple part(int page) {
        return Tuple.of(Paging.SIZE, Paging.offset(page));
    }

    private static ScanList list(
            RowSet<Row> lines,
            RowSet<Row> count,
            int page,
            Map<String, String> filters,
            Optional<DatasetName> dataset) {
        int total = Math.toIntExact(count.iterator().next().getLong(0));
        return new ScanList(
                lines.stream().map(ScanRow::line).toList(), new Paging("/scans", filters, page, total), dataset);
    }
}
