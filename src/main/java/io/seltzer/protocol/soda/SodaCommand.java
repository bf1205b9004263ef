package io.seltzer.protocol.soda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages to `/api/command`, which change something (cloud-protocol §4, §5, §9).
public sealed interface SodaCommand
        permits SodaCommand.Login,
                SodaCommand.UploadContractFile,
                SodaCommand.PublishContract,
                UploadedResults,
                SodaCommand.MarkScanFailed,
                SodaCommand.VerifyContract,
                SodaCommand.TestContract {
    MessageTypes<SodaCommand> TYPES = new MessageTypes<>(Map.of(
            "login", Login.class,
            "sodaCoreUploadContractFile", UploadContractFile.class,
            "sodaCorePublishContract", PublishContract.class,
            "sodaCoreInsertScanResults", UploadedResults.class,
            "sodaCoreMarkScanFailed", MarkScanFailed.class,
            "sodaCoreVerifyContract", VerifyContract.class,
            "sodaCoreTestContract", TestContract.class));

    record Login(String apiKeyId, String apiKeySecret) implements SodaCommand {
        /// Without the secret.
        @Override
        public String toString() {
            return "Login[" + apiKeyId + "]";
        }
    }

    record UploadContractFile(String contents) implements SodaCommand {}

    record PublishContract(ContractFileReference contract) implements SodaCommand {}

    /// @param logs the scan's whole log; none leaves the lines that came before
    record MarkScanFailed(String scanId, @Nullable List<UploadedLine> logs) implements SodaCommand {}

    /// @param executionOptions which checks; Seltzer takes none
    record VerifyContract(
            ContractFileReference contract,
            @Nullable Map<String, JsonNode> variables,
            @Nullable JsonNode executionOptions)
            implements SodaCommand {}

    record TestContract() implements SodaCommand {}
}
