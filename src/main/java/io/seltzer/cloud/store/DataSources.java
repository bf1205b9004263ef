package io.seltzer.cloud.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/// The data sources of an organisation, one per name.
public final class DataSources {
    private static final String COLUMNS =
            "id, name, label, type, warehouse is not null as has_warehouse, agent, created_at, updated_at";

    private static final String PUT =
            """
            insert into data_source (organisation_id, name, label, type, configuration, created_at, updated_at)
            values ($1, $2, coalesce($3, $2), $4, $5, $6, $6)
            on conflict (organisation_id, name) do update
                set label = coalesce($3, data_source.label), type = excluded.type,
                    configuration = excluded.configuration, updated_at = excluded.updated_at
            returning %s"""
                    .formatted(COLUMNS);

    private static final String SET_WAREHOUSE =
            "update data_source set warehouse = $2, updated_at = $3 where id = $1 returning %s".formatted(COLUMNS);

    private static final String SET_AGENT =
            "update data_source set agent = $2, updated_at = $3 where id = $1 returning %s".formatted(COLUMNS);

    private static final String MATCHING = "from data_source where strpos(lower(name), lower($1)) > 0";
    private static final String PAGE =
            "select %s %s order by name limit $2 offset $3".formatted(COLUMNS, MATCHING);
    private static final String COUNT = "select count(*) " + MATCHING;

    private static final String FILE_NAME = "datasource.yml";
    private static final String WAREHOUSE_FILE_NAME = "warehouse.yml";

    private final Database database;

    public DataSources(Database database) {
        this.database = database;
    }

    /// Adds the data source, or replaces the file of the one with this name. Fails with [Refused] for a file with
    /// faults.
    public Future<DataSource> put(UUID organisation, String configuration, Optional<String> label) {
        return Future.succeededFuture(configuration)
                .map(text -> PlaceholderFile.read(FILE_NAME, text))
                .map(file -> Tuple.of(
                        organisation, file.name(), label.orElse(null), file.type(), file.text(), database.now()))
                .compose(values -> database.inOrganisation(
                        organisation, connection -> connection.preparedQuery(PUT).execute(values)))
                .map(rows -> read(rows.iterator().next()));
    }

    public Future<DataSource> setWarehouse(UUID organisation, UUID dataSource, String configuration) {
        return Future.succeededFuture(configuration)
                .map(text -> PlaceholderFile.read(WAREHOUSE_FILE_NAME, text))
                .map(file -> Tuple.of(dataSource, file.text(), database.now()))
                .compose(values -> database.inOrganisation(
                        organisation, connection -> connection.preparedQuery(SET_WAREHOUSE).execute(values)))
                .map(DataSources::one);
    }

    /// Scans that wait are for the new agent; those that are granted already stay where they are.
    ///
    /// @param agent name of one of the organisation, which need not have come yet; empty for any
    public Future<DataSource> setAgent(UUID organisation, UUID dataSource, Optional<String> agent) {
        Tuple values = Tuple.of(dataSource, agent.orElse(null), database.now());
        return database.inOrganisation(organisation, connection -> connection
                        .preparedQuery(SET_AGENT)
                        .execute(values)
                        .compose(rows -> WorkSignal.send(connection).map(rows)))
                .map(DataSources::one);
    }

    private static DataSource one(RowSet<Row> rows) {
        return rows.stream()
                .findFirst()
                .map(DataSources::read)
                .orElseThrow(() -> Refused.notFound("datasource_not_found", "There is no data source with this id."));
    }

    /// @param search part of the name; empty for all
    public Future<Paged<DataSource>> page(UUID organisation, String search, PageRequest page) {
        return database.inOrganisation(
                organisation,
                connection -> Paged.query(connection, PAGE, COUNT, Tuple.of(search), page, DataSources::read));
    }

    private static DataSource read(Row row) {
        return new DataSource(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("label"),
                row.getString("type"),
                row.getBoolean("has_warehouse"),
                row.getString("agent"),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("updated_at"));
    }
}
