package io.seltzer.cli;

import io.seltzer.check.ContractStatus;
import io.seltzer.client.Conclusion;

/// Exit codes of the command line (cli §2).
public enum ExitCode {
    /// All passed, or there was nothing to do.
    OK(0),
    /// A check failed.
    FAILED(1),
    /// A check warned, none failed.
    WARNED(2),
    /// Usage, configuration, contract or query errors.
    ERROR(3),
    /// Results could not be delivered.
    NOT_DELIVERED(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    static ExitCode of(ContractStatus status) {
        return switch (status) {
            case PASSED, UNKNOWN -> OK;
            case FAILED -> FAILED;
            case WARNED -> WARNED;
            case ERROR -> ERROR;
        };
    }

    static ExitCode of(Conclusion conclusion) {
        return switch (conclusion) {
            case PASSED -> OK;
            case FAILED -> FAILED;
            case WARNED -> WARNED;
            case ERROR -> ERROR;
            case NOT_DELIVERED -> NOT_DELIVERED;
        };
    }

    public int number() {
        return number;
    }
}
