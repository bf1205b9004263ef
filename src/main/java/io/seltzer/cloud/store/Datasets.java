package io.seltzer.cloud.store;

import io.seltzer.contract.DatasetName;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The datasets of an organisation. One comes into being when its contract is published, when a local run brings
/// results of it, or when a client discovers it.
public final class Datasets {
    /// What an index of PostgreSQL can hold.
    private static final int LONGEST_NAME_BYTES = 2_000;

    // The update is no change; it locks the row, so that whatever is about one dataset happens one after the other.
    private static final String ENSURE =
            """
            insert into dataset (organisation_id, qualified_name, data_source, prefixes, table_name, created_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (organisation_id, qualified_name) do update set qualified_name = excluded.qualified_name
            returning id""";

    /// What is known stays as it is: only who hands in the data source's file may change it.
    private static final String ENSURE_SOURCE =
            """
            insert into data_source (organisation_id, name, label, type, created_at, updated_at)
            values ($1, $2, $2, $3, $4, $4)
            on conflict (organisation_id, name) do update set type = coalesce(data_source.type, excluded.type)
            returning id""";

    private final Database database;

    public Datasets(Database database) {
        this.database = database;
    }

    /// Notes datasets that a client found; those that are known stay as they are.
    ///
    /// @param type of the data source, if the client said it
    public Future<Void> discovered(
            UUID organisation, String dataSource, Optional<String> type, List<DatasetName> names) {
        // In one order everywhere, so that two discoveries wait for each other instead of for ever.
        List<DatasetName> sorted = names.stream()
                .distinct()
                .sorted(Comparator.comparing(DatasetName::toString))
                .toList();
        return database.inOrganisation(organisation, connection -> {
            Future<?> done = ensureSource(connection, organisation, dataSource, type);
            for (DatasetName name : sorted) {
                done = done.compose(_ -> ensure(connection, organisation, name));
            }
            return done.mapEmpty();
        });
    }

    /// Its id; the row stays locked until the transaction ends.
    Future<UUID> ensure(SqlConnection connection, UUID organisation, DatasetName name) {
        mustFit("dataset", name.toString());
        Tuple values = Tuple.of(
                organisation,
                name.toString(),
                name.source(),
                name.prefixes().toArray(String[]::new),
                name.table(),
                database.now());
        return id(connection, ENSURE, values);
    }

    /// Its id; the row stays locked until the transaction ends.
    Future<UUID> ensureSource(SqlConnection connection, UUID organisation, String name, Optional<String> type) {
        mustFit("data source", name);
        return id(connection, ENSURE_SOURCE, Tuple.of(organisation, name, type.orElse(null), database.now()));
    }

    private static Future<UUID> id(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    private static void mustFit(String kind, String name) {
        if (name.isBlank() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw Refused.invalid(
                    "invalid_name", "The name of a " + kind + " must have 1 to " + LONGEST_NAME_BYTES + " bytes.");
        }
    }
}
