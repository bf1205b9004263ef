package io.seltzer.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.seltzer.protocol.monitoring.MonitoringOrder;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The files a scan process gets. Placeholders stand in them unresolved: only the scan process resolves them.
///
/// @param contract what to verify; absent when monitors are to be measured
/// @param monitoring what to measure; absent when a contract is to be verified
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
        @JsonDeserialize(using = LateOrder.class) @Nullable MonitoringOrder monitoring,
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

    /// Finds out how orders are read once there is one: a scan of a contract, most of whose time is its start, has none.
    static final class LateOrder extends JsonDeserializer<MonitoringOrder> {
        @Override
        public MonitoringOrder deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return context.readValue(parser, MonitoringOrder.class);
        }
    }

    /// @param fileId the control plane's id of this version
    /// @param path shown in messages and locations
    public record ContractFile(String fileId, String path, String text) {}
}
