package io.seltzer.detection;

import io.seltzer.protocol.results.Diagnostics.SchemaChanges;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What is told of one point.
///
/// @param value empty for a gap; may be infinite
/// @param raw what was measured, where the value is a change of it
/// @param reason why the verdict is unknown
/// @param missingPoints how many more values the training takes
/// @param expected empty while nothing is expected
/// @param lower empty when there is no bound
/// @param upper empty when there is no bound
/// @param score 1 on the bound
/// @param direction 1 above what was expected, -1 below, 0 for no anomaly
/// @param alert whether somebody should hear of it
public record Judgement(
        Instant time,
        OptionalDouble value,
        OptionalDouble raw,
        Verdict verdict,
        Optional<String> reason,
        OptionalInt missingPoints,
        OptionalDouble expected,
        OptionalDouble lower,
        OptionalDouble upper,
        double score,
        int direction,
        boolean alert,
        double sensitivity,
        Optional<SchemaChanges> schema) {

    public static final String TRAINING = "training";
    public static final String NEW_SLOT = "newSlot";
    public static final String EXCLUDED = "excluded";

    /// Nothing can be said.
    static Judgement unknown(
            Instant time, OptionalDouble value, OptionalDouble raw, String reason, int missingPoints, double sensitivity) {
        return new Judgement(
                time, value, raw, Verdict.unknown, Optional.of(reason),
                missingPoints > 0 ? OptionalInt.of(missingPoints) : OptionalInt.empty(),
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0, 0, false, sensitivity,
                Optional.empty());
    }
}
