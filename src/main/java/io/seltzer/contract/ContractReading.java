package io.seltzer.contract;

import io.seltzer.yaml.Fault;
import java.util.List;

/// What became of the text of a contract.
public sealed interface ContractReading {
    /// All faults, in the order of the file.
    List<Fault> faults();

    /// A contract that can be run; its faults are warnings.
    record Accepted(Contract contract, List<Fault> warnings) implements ContractReading {
        public Accepted {
            warnings = List.copyOf(warnings);
        }

        @Override
        public List<Fault> faults() {
            return warnings;
        }
    }

    /// At least one of the faults is an error: nothing of the contract may run.
    record Faulty(List<Fault> faults) implements ContractReading {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
