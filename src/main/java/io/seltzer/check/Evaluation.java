package io.seltzer.check;

import io.seltzer.contract.Check;
import java.util.Optional;

/// What became of one check.
///
/// @param value what was compared with the threshold; there whenever the outcome is PASSED, FAILED or WARNED
/// @param cause why there is no value, where a query is to blame
public record Evaluation(
        Check check,
        Outcome outcome,
        Optional<CheckValue> value,
        Diagnostics diagnostics,
        Optional<Unmeasured> cause) {}
