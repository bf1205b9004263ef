package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/// A client's run as it is stored.
///
/// @param datasetName qualified
/// @param checks those that the run listed, as they are known here
public record RecordedRun(UUID scan, UUID dataset, String datasetName, List<Known> checks) {
    private static final String FIND =
            """
            select quality_check.id, quality_check.identity, dataset.qualified_name
            from dataset left join quality_check on quality_check.dataset_id = dataset.id and identity = any($2)
            where dataset.id = $1 order by position, quality_check.id""";

    public record Known(UUID id, String identity) {}

    static Future<RecordedRun> read(SqlConnection connection, ScanAttempt attempt, List<String> identities) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(attempt.contractDataset()).addArrayOfString(identities.toArray(String[]::new)))
                .map(rows -> new RecordedRun(
                        attempt.scan(),
                        attempt.contractDataset(),
                        rows.iterator().next().getString("qualified_name"),
                        rows.stream()
                                .filter(row -> row.getUUID("id") != null)
                                .map(row -> new Known(row.getUUID("id"), row.getString("identity")))
                                .toList()));
    }
}
