package io.seltzer.cloud.store;

import io.seltzer.cloud.store.Contracts.Draft;
import io.seltzer.contract.DatasetName;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks agents for verifications.
public final class Verifications {
    private static final String SUBJECT =
            """
            select dataset.id, dataset.qualified_name, dataset.data_source, newest.id as version_id,
                   data_source.id as source_id, data_source.configuration is not null as is_configured
            from dataset
            left join lateral (select id from contract_version where dataset_id = dataset.id
                               order by version desc limit 1) as newest on true
            left join data_source on data_source.name = dataset.data_source
            where dataset.id = $1""";

    private static final String ADD =
            """
            insert into scan (organisation_id, kind, dataset_id, data_source_id, definition_name, variables,
                              data_timestamp, state, deadline, created_at, contract_version_id, contract_file_id,
                              file_path)
            values ($1, '%s', $2, $3, $4, $5::text::jsonb, $6, '%s', $7, $6, $8, $9, $10)
            returning id"""
                    .formatted(Instruction.Kind.verifyContract, InstructionState.queued);

    private final Database database;
    private final Datasets datasets;
    private final Contracts contracts;
    private final Duration longest;

    /// @param longest from the request to the deadline
    public Verifications(Database database, Datasets datasets, Contracts contracts, Duration longest) {
        this.database = database;
        this.datasets = datasets;
        this.contracts = contracts;
        this.longest = longest;
    }

    /// The text to verify: a published version, or an uploaded file.
    private record Text(@Nullable UUID version, @Nullable UUID file, @Nullable String filePath) {}

    /// Queues a verification of the newest version of a dataset's contract and wakes an agent that waits.
    ///
    /// @param variables values for the contract's variables
    /// @return the scan's id
    public Future<UUID> ofNewest(UUID organisation, UUID contract, Map<String, String> variables) {
        return database.inOrganisation(organisation, connection -> subject(connection, contract)
                .compose(subject -> {
                    UUID version = subject.getUUID("version_id");
                    return version == null
                            ? Future.failedFuture(unknownContract())
                            : queue(connection, organisation, subject, new Text(version, null, null), variables);
                }));
    }

    /// Queues a verification of an uploaded contract, published or not. Fails with [Refused] when it has faults.
    ///
    /// @param filePath where the client has it
    /// @return the scan's id
    public Future<UUID> ofFile(UUID organisation, UUID file, String filePath, Map<String, String> variables) {
        return database.inOrganisation(organisation, connection -> ContractFiles.find(connection, file)
                .map(stored -> contracts.datasetOf(new Draft(filePath, stored.contents()), Optional.empty()))
                .compose((DatasetName name) -> datasets.ensure(connection, organisation, name))
                .compose(dataset -> subject(connection, dataset))
                .compose(subject ->
                        queue(connection, organisation, subject, new Text(null, file, filePath), variables)));
    }

    private static Future<Row> subject(SqlConnection connection, UUID dataset) {
        return connection.preparedQuery(SUBJECT).execute(Tuple.of(dataset)).map((RowSet<Row> rows) -> rows.stream()
                .findFirst()
                .orElseThrow(Verifications::unknownContract));
    }

    private static Refused unknownContract() {
        return Refused.notFound("contract_not_found", "There is no contract with this id.");
    }

    private Future<UUID> queue(
            SqlConnection connection, UUID organisation, Row subject, Text text, Map<String, String> variables) {
        mustBeReachable(subject);
        OffsetDateTime now = database.now();
        Tuple values = Tuple.of(organisation, subject.getUUID("id"), subject.getUUID("source_id"))
                .addString(subject.getString("qualified_name"))
                .addString(WireJson.text(variables))
                .addOffsetDateTime(now)
                .addOffsetDateTime(now.plus(longest))
                .addUUID(text.version())
                .addUUID(text.file())
                .addString(text.filePath());
        return connection
                .preparedQuery(ADD)
                .execute(values)
                .map(rows -> rows.iterator().next().getUUID("id"))
                .compose(scan -> ScanEvents.tell(
                                connection,
                                organisation,
                                scan,
                                0,
                                List.of(new ScanEvents.Event("created", "verification requested")),
                                now)
                        .compose(_ -> WorkSignal.send(connection))
                        .map(scan));
    }

    /// @param subject with `data_source`, `source_id` and `is_configured`
    static void mustBeReachable(Row subject) {
        String source = subject.getString("data_source");
        if (subject.getUUID("source_id") == null) {
            throw Refused.invalid(
                    "datasource_not_found", "There is no data source " + source + ". Create it, then verify again.");
        }
        if (!subject.getBoolean("is_configured")) {
            throw Refused.invalid(
                    "datasource_not_configured",
                    "The data source " + source + " is known from local runs alone, so no agent can reach it. Create"
                            + " it with its file, then verify again.");
        }
    }
}
