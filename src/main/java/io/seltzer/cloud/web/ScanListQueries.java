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
import org.jspecify.annotations.Nullable;

/// Reads the page of scans.
final class ScanListQueries {
    private static final String OF_DATASET = "where ($1::uuid is null or s.dataset_id = $1) ";
    private static final String PAGE =
            ScanRow.SELECT + ScanRow.FROM + OF_DATASET + "order by s.created_at desc, s.id limit $2 offset $3";
    private static final String COUNT = "select count(*) from scan s " + OF_DATASET;
    private static final String DATASET = "select " + ScanRow.DATASET_COLUMNS + " from dataset d where d.id = $1";

    private final Database database;

    ScanListQueries(Database database) {
        this.database = database;
    }

    /// @param dataset null for the scans of all
    Future<ScanList> list(Caller visitor, @Nullable UUID dataset, int page) {
        return database.inOrganisation(visitor.organisation(), connection -> {
            Tuple part = Tuple.of(dataset, Paging.SIZE, Paging.offset(page));
            Future<RowSet<Row>> lines = connection.preparedQuery(PAGE).execute(part);
            Future<RowSet<Row>> count = connection.preparedQuery(COUNT).execute(Tuple.of(dataset));
            Future<RowSet<Row>> name = connection.preparedQuery(DATASET).execute(Tuple.of(dataset));
            return Future.all(lines, count, name)
                    .map(_ -> new ScanList(
                            lines.result().stream().map(ScanRow::line).toList(),
                            paging(dataset, page, count.result().iterator().next().getLong(0)),
                            name.result().stream().findFirst().map(ScanRow::dataset)));
        });
    }

    private static Paging paging(@Nullable UUID dataset, int page, long total) {
        Map<String, String> filters = Optional.ofNullable(dataset)
                .map(id -> Map.of("dataset", id.toString()))
                .orElse(Map.of());
        return new Paging("/scans", filters, page, Math.toIntExact(total));
    }
}
