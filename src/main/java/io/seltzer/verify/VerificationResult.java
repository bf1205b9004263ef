package io.seltzer.verify;

import io.seltzer.check.ContractStatus;
import io.seltzer.check.Outcome;
import io.seltzer.protocol.results.ScanResults;
import io.seltzer.scan.ContractScan;
import io.seltzer.yaml.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a verification came to.
public sealed interface VerificationResult {
    ContractStatus status();

    /// What the contract and the data source files have in them that is wrong or odd, with its places.
    List<Fault> faults();

    /// Whether nothing speaks against the data: no check failed and nothing went wrong. Warnings pass.
    default boolean isOk() {
        return switch (status()) {
            case PASSED, WARNED, UNKNOWN -> true;
            case FAILED, ERROR -> false;
        };
    }

    /// @throws ContractBroken unless [#isOk()]
    default VerificationResult orThrow() {
        if (!isOk()) {
            throw new ContractBroken(words());
        }
        return this;
    }

    /// For people: which checks failed, or why nothing was verified.
    String words();

    /// The contract was verified.
    ///
    /// @param document as the wire has it; its contract has no file id
    record Verified(ContractScan.Report report, ScanResults document, List<Fault> faults)
            implements VerificationResult {
        public Verified {
            faults = List.copyOf(faults);
        }

        @Override
        public ContractStatus status() {
            return report.status();
        }

        @Override
        public String words() {
            String failed = report.evaluations().stream()
                    .filter(evaluation -> evaluation.outcome() == Outcome.FAILED
                            || evaluation.outcome() == Outcome.NOT_EVALUATED)
                    .map(evaluation -> evaluation.check().header().path() + ": "
                            + (evaluation.outcome() == Outcome.FAILED ? "failed" : "not evaluated"))
                    .collect(Collectors.joining("\n"));
            return report.contract().dataset() + ": " + report.status() + "\n" + failed;
        }
    }

    /// A file has faults: nothing was executed.
    ///
    /// @param document as the wire has it, without checks; empty unless it is the contract that is faulty and its
    ///     dataset is known
    record NotRun(List<Fault> faults, Optional<ScanResults> document) implements VerificationResult {
        public NotRun {
            faults = List.copyOf(faults);
        }

        @Override
        public ContractStatus status() {
            return ContractStatus.ERROR;
        }

        @Override
        public String words() {
            return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
        }
    }

    /// Thrown for a contract that does not hold, or could not be verified.
    final class ContractBroken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ContractBroken(String words) {
            super(words, null, false, false);
        }
    }
}
