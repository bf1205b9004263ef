package io.seltzer.cloud.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// All organisations, for work that a control plane does by itself.
final class Organisations {
    private static final String ALL = "select id from organisation order by id";

    private Organisations() {}

    static Future<List<UUID>> all(Database database) {
        return database.outside(connection -> connection.query(ALL).execute())
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
    }

    /// One after the other; the first failure ends it.
    static Future<Void> inTurn(List<UUID> organisations, Function<UUID, Future<Void>> work) {
        Future<Void> done = Future.succeededFuture();
        for (UUID organisation : organisations) {
            done = done.compose(_ -> work.apply(organisation));
        }
        return done;
    }
}
