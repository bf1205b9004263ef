package io.seltzer.cloud.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.store.QualityCheck.Latest;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The checks that stand in contracts today.
public final class Checks {
    private static final String MATCHING =
            """
            from quality_check
            join dataset on dataset.id = quality_check.dataset_id
            where retired_at is null and ($1::uuid is null or dataset.id = $1)""";

    private static final String PAGE =
            """
            select quality_check.*, dataset.qualified_name, quality_check.attributes::text as attributes_text,
                   latest.scan_id, latest.outcome, latest.value, latest.diagnostics::text as diagnostics_text,
                   latest.data_timestamp
            from quality_check
            join dataset on dataset.id = quality_check.dataset_id
            left join lateral (
                select * from check_result where check_id = quality_check.id order by recorded_at desc limit 1
            ) as latest on true
            where retired_at is null and ($1::uuid is null or dataset.id = $1)
            order by dataset.qualified_name, position, quality_check.id limit $2 offset $3""";

    private static final String COUNT = "select count(*) " + MATCHING;

    private final Database database;

    public Checks(Database database) {
        this.database = database;
    }

    /// @param dataset empty for the checks of all datasets
    public Future<Paged<QualityCheck>> page(UUID organisation, Optional<UUID> dataset, PageRequest page) {
        return database.inOrganisation(
                organisation,
                connection ->
                        Paged.query(connection, PAGE, COUNT, Tuple.of(dataset.orElse(null)), page, Checks::read));
    }

    private static QualityCheck read(Row row) {
        return new QualityCheck(
                row.getUUID("id"),
                row.getString("identity"),
                row.getUUID("dataset_id"),
                row.getString("qualified_name"),
                row.getString("name"),
                row.getString("check_type"),
                row.getString("column_name"),
                row.getString("definition"),
                json(row.getString("attributes_text")),
                row.getOffsetDateTime("created_at"),
                latest(row));
    }

    private static @Nullable Latest latest(Row row) {
        return row.getUUID("scan_id") == null
                ? null
                : new Latest(
                        row.getUUID("scan_id"),
                        row.getString("outcome"),
                        row.getBigDecimal("value"),
                        json(row.getString("diagnostics_text")),
                        row.getOffsetDateTime("data_timestamp"));
    }

    private static JsonNode json(String stored) {
        try {
            return WireJson.MAPPER.readTree(stored);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored document is no JSON");
        }
    }
}
