package io.seltzer.cloud.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.seltzer.protocol.Instruction;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.ScanBundle;
import io.seltzer.protocol.ScanBundle.ContractFile;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.MonitoringOrder;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The files of a scan, for who holds its lease.
public final class ScanBundles {
    private static final TypeReference<Map<String, String>> VARIABLES = new TypeReference<>() {};

    private static final String FIND =
            """
            select scan.id, scan.kind, scan.definition_name, scan.variables::text as variables, scan.data_timestamp,
                   scan.deadline, coalesce(contract_version.id, contract_file.id) as file_id,
                   coalesce(contract_version.file_path, scan.file_path) as file_path,
                   coalesce(contract_version.contents, contract_file.contents) as contents, data_source.configuration, data_source.warehouse
            from scan
            left join contract_version on contract_version.id = scan.contract_version_id
            left join contract_file on contract_file.id = scan.contract_file_id
            join data_source on data_source.id = scan.data_source_id
            where scan.id = $1""";

    private final Database database;

    public ScanBundles(Database database) {
        this.database = database;
    }

    /// Fails with [Refused] when the epoch is an older one or the instruction has ended.
    public Future<ScanBundle> of(UUID organisation, Lease lease) {
        return database.inOrganisation(
                organisation, connection -> LockedInstruction.of(connection, lease.instructionId(), lease.epoch())
                        .compose(held -> held.isHeld()
                                ? connection.preparedQuery(FIND).execute(Tuple.of(held.scan()))
                                : Future.failedFuture(Refused.leaseLost()))
                        .compose(rows -> bundle(connection, lease, rows.iterator().next())));
    }

    private Future<ScanBundle> bundle(SqlConnection connection, Lease lease, Row row) {
        Instruction.Kind kind = Instruction.Kind.valueOf(row.getString("kind"));
        return switch (kind) {
            case verifyContract -> Future.succeededFuture(bundle(lease, kind, row, contract(row), null));
            case monitor, backfill ->
                MonitoringOrders.of(
                                connection,
                                row.getUUID("id"),
                                kind,
                                row.getOffsetDateTime("data_timestamp").toInstant())
                        .map(order -> bundle(lease, kind, row, null, order));
        };
    }

    private static ContractFile contract(Row row) {
        return new ContractFile(
                row.getUUID("file_id").toString(), row.getString("file_path"), row.getString("contents"));
    }

    private ScanBundle bundle(
            Lease lease,
            Instruction.Kind kind,
            Row row,
            @Nullable ContractFile contract,
            @Nullable MonitoringOrder order) {
        Duration left = Duration.between(database.now(), row.getOffsetDateTime("deadline"));
        return new ScanBundle(
                row.getUUID("id"),
                lease,
                kind,
                row.getString("definition_name"),
                contract,
                order,
                row.getString("configuration"),
                order == null ? row.getString("warehouse") : null,
                variables(row.getString("variables")),
                row.getOffsetDateTime("data_timestamp").toInstant(),
                Math.max(1, left.toSeconds()));
    }

    private static Map<String, String> variables(String json) {
        try {
            return WireJson.MAPPER.readValue(json, VARIABLES);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The stored variables of a scan are no map of texts");
        }
    }
}
