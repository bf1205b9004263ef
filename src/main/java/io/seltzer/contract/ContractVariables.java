package io.seltzer.contract;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What placeholders of a contract are filled with (contract-language §4).
///
/// @param provided by the caller, by name; they win over the defaults of the file. Names that the file does
///     not declare are ignored, except `NOW`
/// @param environment a process's environment, by name
/// @param started when the scan started: `${soda.NOW}`
/// @param dataTimestamp the time that the data speak of: `${soda.DATA_TIMESTAMP}`
public record ContractVariables(
        Map<String, String> provided,
        Function<String, Optional<String>> environment,
        Instant started,
        Instant dataTimestamp) {
    public ContractVariables {
        provided = Map.copyOf(provided);
    }

    /// Nothing but the defaults of the file and an empty environment.
    public static ContractVariables none(Instant started) {
        return new ContractVariables(Map.of(), name -> Optional.empty(), started, started);
    }
}
