package io.seltzer.check;

import java.util.List;

/// What a scan says about a contract as a whole (contract-language §13).
public enum ContractStatus {
    ERROR,
    FAILED,
    WARNED,
    PASSED,
    /// Nothing speaks against the contract, but not all of its checks were evaluated.
    UNKNOWN;

    /// @param errors whether anything went wrong beside what the evaluations tell of
    public static ContractStatus of(List<Evaluation> evaluations, boolean errors) {
        List<Outcome> outcomes = evaluations.stream().map(Evaluation::outcome).toList();
        if (errors || evaluations.stream().anyMatch(Evaluation::isError)) {
            return ERROR;
        }
        if (outcomes.contains(Outcome.FAILED)) {
            return FAILED;
        }
        if (outcomes.contains(Outcome.WARNED)) {
            return WARNED;
        }
        return outcomes.stream().allMatch(outcome -> outcome == Outcome.PASSED) ? PASSED : UNKNOWN;
    }
}
