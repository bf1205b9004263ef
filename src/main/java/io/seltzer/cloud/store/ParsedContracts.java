package io.seltzer.cloud.store;

import io.seltzer.contract.Contract;
import io.seltzer.contract.ContractParser;
import io.seltzer.contract.ContractReading;
import io.seltzer.contract.ContractVariables;
import io.seltzer.yaml.Fault;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets only contracts without a fault be published. The environment belongs to the scan: here every variable of it
/// counts as set.
public final class ParsedContracts implements ContractGate {
    private final InstantSource clock;

    public ParsedContracts(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Verdict check(String fileName, String text) {
        ContractVariables variables =
                new ContractVariables(Map.of(), _ -> Optional.of(""), clock.instant(), clock.instant());
        return switch (ContractParser.read(fileName, text, variables)) {
            case ContractReading.Accepted(Contract contract, _) -> new Verdict.Accepted(contract.dataset());
            case ContractReading.Faulty(List<Fault> faults) ->
                new Verdict.Rejected(faults.stream()
                        .filter(fault -> fault.severity() == Fault.Severity.ERROR)
                        .toList());
        };
    }
}
