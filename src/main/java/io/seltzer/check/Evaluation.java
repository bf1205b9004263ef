package io.seltzer.check;

import io.seltzer.contract.Check;
import java.util.Optional;
import java.util.OptionalLong;

/// What became of one check.
///
/// @param value what was compared with the threshold; there whenever the outcome is PASSED or WARNED, and when only
///     the threshold says nothing
/// @param scopeRowsTested rows of the check's scope, where it has one and they were counted
/// @param cause why there is no value, where a query or its answer is to blame
public record Evaluation(
        Check check,
        Outcome outcome,
        Optional<CheckValue> value,
        Diagnostics diagnostics,
        OptionalLong scopeRowsTested,
        Optional<Unmeasured> cause) {

    /// Whether something went wrong, beyond data that are not as they should be.
    boolean isError() {
        return cause.isPresent() && !cause.get().equals(Unmeasured.NOT_ATTEMPTED);
    }
}
