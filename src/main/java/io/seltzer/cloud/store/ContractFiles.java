package io.seltzer.cloud.store;

import io.seltzer.cloud.store.Contracts.Draft;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/// Contract files that clients uploaded and may refer to later. The same text has the same id.
public final class ContractFiles {
    // The update keeps the file from being swept away before it is used.
    private static final String ADD =
            """
            insert into contract_file (organisation_id, checksum, contents, uploaded_at) values ($1, $2, $3, $4)
            on conflict (organisation_id, checksum) do update set uploaded_at = excluded.uploaded_at
            returning id""";

    private static final String FIND = "select contents, checksum from contract_file where id = $1";

    private final Database database;

    public ContractFiles(Database database) {
        this.database = database;
    }

    record Stored(UUID id, String contents, String checksum) {}

    /// Fails with [Refused] when it is larger than a contract may be.
    public Future<UUID> add(UUID organisation, String contents) {
        return Future.succeededFuture(new Draft("contract.yml", contents).mustFit())
                .map(draft -> Tuple.of(organisation, draft.checksum(), contents, database.now()))
                .compose(values -> database.inOrganisation(
                        organisation, connection -> connection.preparedQuery(ADD).execute(values)))
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    /// Fails with [Refused] when there is no such file.
    public Future<String> contents(UUID organisation, UUID file) {
        return database.inOrganisation(organisation, connection -> find(connection, file)).map(Stored::contents);
    }

    static Future<Stored> find(SqlConnection connection, UUID file) {
        return connection.preparedQuery(FIND).execute(Tuple.of(file)).map(rows -> rows.stream()
                .findFirst()
                .map(row -> new Stored(file, row.getString("contents"), row.getString("checksum")))
                .orElseThrow(ContractFiles::unknown));
    }

    public static Refused unknown() {
        return Refused.invalid(
                "file_not_found", "There is no contract file with this fileId. Upload the contract, then try again.");
    }
}
