package io.seltzer.cli;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// What a launcher tells a process through its environment of the scan it is for (cloud-protocol §9).
///
/// @param id of a scan that the control plane has already
/// @param definition name of the scan definition
/// @param dataTimestamp the time that the data speak of
record ScanEnvironment(Optional<String> id, Optional<String> definition, Optional<Instant> dataTimestamp) {
    static final String ID = "SODA_SCAN_ID";
    static final String DEFINITION = "SODA_SCAN_DEFINITION";
    static final String DATA_TIMESTAMP = "SODA_SCAN_DATA_TIMESTAMP";

    /// @throws UserError for a timestamp that is none
    static ScanEnvironment of(Function<String, Optional<String>> environment) {
        Function<String, Optional<String>> filled =
                name -> environment.apply(name).map(String::strip).filter(value -> !value.isEmpty());
        return new ScanEnvironment(
                filled.apply(ID),
                filled.apply(DEFINITION),
                filled.apply(DATA_TIMESTAMP).map(text -> UserTime.of(DATA_TIMESTAMP, text)));
    }
}
