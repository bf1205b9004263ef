package io.seltzer.cloud.store;

import io.seltzer.contract.DatasetName;
import io.seltzer.yaml.Fault;
import java.util.List;

/// Reads a contract before it is published.
@FunctionalInterface
public interface ContractGate {
    /// @param fileName shown in messages
    Verdict check(String fileName, String text);

    sealed interface Verdict {
        record Accepted(DatasetName dataset) implements Verdict {}

        record Rejected(List<Fault> faults) implements Verdict {}
    }
}
