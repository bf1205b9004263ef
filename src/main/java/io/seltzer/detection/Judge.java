package io.seltzer.detection;

import io.seltzer.anomaly.Decision;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Detection.Side;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Turns what the detector thinks into what is told, by the monitor's settings: a side that nobody asked about is
/// silent, fixed limits hold whatever is expected, and the second point of a lasting shift is told without an alert.
record Judge(Detection rules) {
    private static final double HIGHEST_SCORE = 50;

    boolean excludes(double value) {
        return rules.exclusions().stream().anyMatch(exclusion -> exclusion.holds(value));
    }

    Judgement judge(Instant time, double value, OptionalDouble raw, Decision decision) {
        int beyondLimit = beyondLimit(value);
        Verdict verdict = beyondLimit == 0 ? verdict(decision, value) : Verdict.anomaly;
        boolean unknown = verdict == Verdict.unknown;
        return new Judgement(
                time,
                OptionalDouble.of(value),
                raw,
                verdict,
                unknown
                        ? Optional.of(decision.missingPoints() > 0 ? Judgement.TRAINING : Judgement.NEW_SLOT)
                        : Optional.empty(),
                decision.missingPoints() > 0 ? OptionalInt.of(decision.missingPoints()) : OptionalInt.empty(),
                known(decision.expected()),
                tighter(known(decision.lower()), rules.minimum(), false),
                tighter(known(decision.upper()), rules.maximum(), true),
                score(verdict, decision, value),
                switch (verdict) {
                    case anomaly -> beyondLimit == 0 ? decision.direction() : beyondLimit;
                    case continuing -> side(decision, value);
                    case unknown, expected -> 0;
                },
                verdict == Verdict.anomaly,
                rules.sensitivity(),
                Optional.empty());
    }

    /// The detector takes back the score of a value that it accepts; what is told as an anomaly has its distance.
    private static double score(Verdict verdict, Decision decision, double value) {
        return switch (verdict) {
            case unknown, expected -> decision.score();
            case anomaly -> Math.max(decision.score(), 1);
            case continuing -> {
                double bound = side(decision, value) > 0 ? decision.upper() : decision.lower();
                double distance = (value - decision.expected()) / (bound - decision.expected());
                yield distance > 1 ? Math.min(distance, HIGHEST_SCORE) : 1;
            }
        };
    }

    private Verdict verdict(Decision decision, double value) {
        if (decision.continuing()) {
            return tells(side(decision, value)) ? Verdict.continuing : Verdict.expected;
        }
        return switch (decision.verdict()) {
            case UNKNOWN -> Verdict.unknown;
            case EXPECTED -> Verdict.expected;
            case ANOMALY -> tells(decision.direction()) ? Verdict.anomaly : Verdict.expected;
        };
    }

    /// Where a value lies that is accepted from now on.
    private static int side(Decision decision, double value) {
        return value > decision.expected() ? 1 : -1;
    }

    private boolean tells(int direction) {
        return switch (rules.side()) {
            case BOTH -> true;
            case ABOVE -> direction > 0;
            case BELOW -> direction < 0;
        };
    }

    private int beyondLimit(double value) {
        if (rules.maximum() != null && value > rules.maximum()) {
            return 1;
        }
        return rules.minimum() != null && value < rules.minimum() ? -1 : 0;
    }

    /// On a side that nobody asked about only a limit is a bound.
    private OptionalDouble tighter(OptionalDouble bound, @Nullable Double limit, boolean above) {
        boolean told = rules.side() == Side.BOTH || (rules.side() == Side.ABOVE) == above;
        if (!told || bound.isEmpty()) {
            return limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit);
        }
        double of = bound.getAsDouble();
        return OptionalDouble.of(limit == null ? of : above ? Math.min(of, limit) : Math.max(of, limit));
    }

    private static OptionalDouble known(double number) {
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
