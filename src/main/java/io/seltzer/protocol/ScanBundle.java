package io.seltzer.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.monitoring.MonitoringOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The files a scan process gets. Placeholders stand in them unresolved: only the scan process resolves them.
///
/// @param contract what to verify; absent when monitors are to be measured
/// @param monitoring what to measure, see [#order()]; absent when a contract is to be verified. A tree: a scan of a contract,
///     whose start is most of it, need not know how orders are read
/// @param dataSource data source file
/// @param warehouse diagnostics warehouse file, of the same form; absent when failed rows are not collected
/// @param variables values for the contract's variables
/// @param maxSeconds after which the scan ends itself, counted from the fetch
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScanBundle(
        UUID scanId,
        Lease lease,
        Instruction.Kind kind,
        String definitionName,
        @Nullable ContractFile contract,
        @Nullable JsonNode monitoring,
        String dataSource,
        @Nullable String warehouse,
        Map<String, String> variables,
        Instant dataTimestamp,
        long maxSeconds) {

    /// For a contract.
    public ScanBundle(
            UUID scanId,
            Lease lease,
            Instruction.Kind kind,
            String definitionName,
            ContractFile contract,
            String dataSource,
            @Nullable String warehouse,
            Map<String, String> variables,
            Instant dataTimestamp,
            long maxSeconds) {
        this(
                scanId, lease, kind, definitionName, contract, null, dataSource, warehouse, variables, dataTimestamp,
                maxSeconds);
    }

    /// For monitors.
    public ScanBundle(
            UUID scanId,
            Lease lease,
            Instruction.Kind kind,
            String definitionName,
            MonitoringOrder order,
            String dataSource,
            Instant dataTimestamp,
            long maxSeconds) {
        this(
                scanId, lease, kind, definitionName, null, WireJson.MAPPER.valueToTree(order), dataSource, null, Map.of(),
                dataTimestamp, maxSeconds);
    }

    /// What to measure.
    ///
    /// @throws WireJson.NotUnderstood when it is no order
    public MonitoringOrder order() {
        return monitoring == null ? new MonitoringOrder(List.of()) : WireJson.read(monitoring, MonitoringOrder.class);
    }

    /// @param fileId the control plane's id of this version
    /// @param path shown in messages and locations
    public record ContractFile(String fileId, String path, String text) {}
}
