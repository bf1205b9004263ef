package io.seltzer.cloud.store;

import io.seltzer.cloud.store.ContractGate.Verdict;
import io.seltzer.contract.DatasetName;
import io.seltzer.yaml.Fault;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Published contracts, version by version.
public final class Contracts {
    private static final String ADD_IF_CHANGED =
            """
            insert into contract_version (organisation_id, dataset_id, version, contents, checksum, file_path,
                                          created_at, created_by)
            select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7
            from contract_version where dataset_id = $2
            having coalesce((select checksum from contract_version where dataset_id = $2
                             order by version desc limit 1), '') <> $4""";

    private static final String NEWEST =
            """
            from dataset join lateral (
                select * from contract_version where dataset_id = dataset.id order by version desc limit 1
            ) as newest on true
            where ($1::text is null or dataset.qualified_name = $1) and ($2::uuid is null or dataset.id = $2)""";

    private static final String PAGE =
            """
            select dataset.id, newest.id as version_id, newest.version, dataset.qualified_name, newest.contents,
                   newest.file_path, newest.created_at as published_at,
                   (select min(created_at) from contract_version where dataset_id = dataset.id) as first_at
            %s order by dataset.qualified_name limit $3 offset $4"""
                    .formatted(NEWEST);

    private static final String TEXT =
            """
            select exists (select from data_source where name = $1) as has_source,
                   exists (select from dataset where qualified_name = $2) as has_dataset,
                   (select contents from contract_version
                    join dataset on dataset.id = contract_version.dataset_id
                    where dataset.qualified_name = $2 order by version desc limit 1) as contents""";

    private static final String COUNT = "select count(*) " + NEWEST;

    private final Database database;
    private final Datasets datasets;
    private final ContractGate gate;

    public Contracts(Database database, Datasets datasets, ContractGate gate) {
        this.database = database;
        this.datasets = datasets;
        this.gate = gate;
    }

    /// A contract as it is handed in.
    ///
    /// @param filePath shown in messages and locations
    public record Draft(String filePath, String contents) {
        /// Longer than any contract that a person or a program has reason to write. The smallest limit on the way from
        /// here to a scan: bodies of requests and YAML texts may be longer.
        public static final int MOST_CHARACTERS = 12_000_000;

        /// @throws Refused when the contract is too large
        Draft mustFit() {
            if (contents.length() > MOST_CHARACTERS) {
                throw Refused.invalid(
                        "contract_too_large",
                        "The contract has %,d characters; at most %,d are taken. Split what it checks, or shorten it."
                                .formatted(contents.length(), MOST_CHARACTERS));
            }
            return this;
        }

        /// SHA-256.
        String checksum() {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(contents.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /// Publishes a contract; the same text again makes no new version. Fails with [Refused] when the contract has
    /// faults or is about another dataset than `expected`.
    ///
    /// @param author id of the API key
    public Future<PublishedContract> publish(UUID organisation, String author, Draft draft, Optional<String> expected) {
        return Future.succeededFuture(draft)
                .map(text -> datasetOf(text.mustFit(), expected))
                .compose(name -> database.inOrganisation(
                        organisation, connection -> datasets.ensure(connection, organisation, name)
                                .compose(dataset -> add(connection, organisation, dataset, author, draft)
                                        .compose(_ -> newest(connection, dataset)))));
    }

    /// The dataset that a contract without faults is about; fails with [Refused] otherwise.
    DatasetName datasetOf(Draft draft, Optional<String> expected) {
        return switch (gate.check(draft.filePath(), draft.contents())) {
            case Verdict.Accepted(DatasetName name) when expected.isEmpty()
                    || expected.get().equals(name.toString()) -> name;
            case Verdict.Accepted(DatasetName name) ->
                throw Refused.invalid(
                        "dataset_mismatch",
                        "The contract is about " + name + ", the request about " + expected.orElseThrow() + ".");
            case Verdict.Rejected(List<Fault> faults) ->
                throw Refused.invalid(
                        "contract_invalid", faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        };
    }

    private Future<Void> add(SqlConnection connection, UUID organisation, UUID dataset, String author, Draft draft) {
        Tuple values = Tuple.of(organisation, dataset, draft.contents(), draft.checksum(), draft.filePath())
                .addOffsetDateTime(database.now())
                .addString(author);
        return connection.preparedQuery(ADD_IF_CHANGED).execute(values).mapEmpty();
    }

    private static Future<PublishedContract> newest(SqlConnection connection, UUID dataset) {
        return connection
                .preparedQuery(PAGE)
                .execute(Tuple.of(null, dataset, 1L, 0L))
                .map(rows -> read(rows.iterator().next()));
    }

    public Future<Paged<PublishedContract>> page(
            UUID organisation, Optional<String> datasetName, Optional<UUID> dataset, PageRequest page) {
        Tuple filter = Tuple.of(datasetName.orElse(null), dataset.orElse(null));
        return database.inOrganisation(
                organisation, connection -> Paged.query(connection, PAGE, COUNT, filter, page, Contracts::read));
    }

    /// The newest text of a dataset's contract. Fails with [Refused], saying which of the three is not there.
    public Future<String> newestText(UUID organisation, DatasetName name) {
        return database.inOrganisation(organisation, connection -> connection
                .preparedQuery(TEXT)
                .execute(Tuple.of(name.source(), name.toString())))
                .map(rows -> text(rows.iterator().next(), name));
    }

    private static String text(Row row, DatasetName name) {
        String contents = row.getString("contents");
        if (contents != null) {
            return contents;
        }
        if (row.getBoolean("has_dataset")) {
            throw Refused.invalid("contract_not_found", "The dataset " + name + " has no contract. Publish one.");
        }
        throw row.getBoolean("has_source")
                ? Refused.invalid("dataset_not_found", "There is no dataset " + name + ".")
                : Refused.invalid("datasource_not_found", "There is no data source " + name.source() + ".");
    }

    private static PublishedContract read(Row row) {
        return new PublishedContract(
                row.getUUID("id"),
                row.getUUID("version_id"),
                row.getInteger("version"),
                row.getString("qualified_name"),
                row.getString("contents"),
                row.getString("file_path"),
                row.getOffsetDateTime("first_at"),
                row.getOffsetDateTime("published_at"));
    }
}
