package io.seltzer.cli;

import io.seltzer.yaml.Fault;
import java.util.List;
import java.util.stream.Collectors;

/// Something the user can mend: shown as its sentences, without a stack trace, with exit code 3.
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message, null, false, false);
    }

    static UserError of(List<Fault> faults) {
        return new UserError(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
}
