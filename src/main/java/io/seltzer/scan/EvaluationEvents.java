package io.seltzer.scan;

import io.seltzer.check.Diagnostics;
import io.seltzer.check.Evaluation;
import io.seltzer.contract.Check;
import java.util.List;
import java.util.Optional;

/// What a scan has to tell about its evaluations, beside their outcomes. Metrics that could not be measured were told
/// of when that happened.
final class EvaluationEvents {
    private EvaluationEvents() {}

    static List<ScanEvent> of(List<Evaluation> evaluations) {
        return evaluations.stream().flatMap(evaluation -> of(evaluation).stream()).toList();
    }

    private static Optional<ScanEvent> of(Evaluation evaluation) {
        String path = evaluation.check().header().path();
        if (evaluation.cause().isPresent() && evaluation.check() instanceof Check.UnsupportedCheck unsupported) {
            return Optional.of(new ScanEvent.NotRun(path, unsupported.header().type()));
        }
        if (evaluation.diagnostics() instanceof Diagnostics.Freshness freshness
                && freshness.latest().isEmpty()) {
            return Optional.of(new ScanEvent.NoLatestTime(path));
        }
        return Optional.empty();
    }
}
