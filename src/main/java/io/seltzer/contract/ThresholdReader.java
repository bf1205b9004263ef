package io.seltzer.contract;

import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Position;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the key `threshold` of a check (contract-language §8).
final class ThresholdReader {
    private static final List<String> LEVELS = List.of("fail", "warn");
    static final List<String> ADDITIONAL_KEYS = CheckKeys.with(ComparisonReader.KEYS, List.of("level"));
    static final List<String> KEYS =
            CheckKeys.with(ComparisonReader.KEYS, List.of("level", "metric", "unit", "additional"));

    /// Stands in where a required comparison is missing, so that the check's other faults are found too.
    private static final Comparison NONE_GIVEN = new Comparison.Equal(BigDecimal.ZERO);

    private final Optional<Comparison> byDefault;
    private final ThresholdKind kind;

    /// What a check expects of its number.
    record Expectation(Unit unit, AgeUnit age, Threshold threshold) {}

    private enum Level {
        FAIL,
        WARN
    }

    /// @param byDefault the comparison where the contract names none; empty where it must name one
    ThresholdReader(Optional<Comparison> byDefault, ThresholdKind kind) {
        this.byDefault = byDefault;
        this.kind = kind;
    }

    Expectation read(CheckBody body) {
        Optional<Fields> threshold = body.fields().fields("threshold", "the threshold");
        if (byDefault.isEmpty() && !body.has("threshold")) {
            body.error(
                    "contract.threshold-required",
                    body.header().type() + " needs a threshold, e.g. threshold: {must_be_less_than: 5}.");
        }
        threshold.ifPresent(fields -> {
            fields.refuseAllBut(KEYS);
            if (byDefault.isEmpty() && !hasComparison(fields) && !fields.has("additional")) {
                fields.error(
                        "contract.threshold-required",
                        "The threshold of " + body.header().type()
                                + " needs a comparison, e.g. must_be_less_than: 5.",
                        body.fields().map().positionOf("threshold"));
            }
        });
        return new Expectation(
                threshold.map(kind::metric).orElse(Unit.COUNT),
                threshold.map(kind::unit).orElse(AgeUnit.HOUR),
                threshold.map(this::threshold).orElseGet(() -> Threshold.failing(byDefault.orElse(NONE_GIVEN))));
    }

    private Threshold threshold(Fields fields) {
        Level level = level(fields);
        Optional<Comparison> comparison = ComparisonReader.read(fields);
        Optional<Fields> additional = fields.fields("additional", "additional");
        if (additional.isEmpty()) {
            return of(level, comparison.or(() -> byDefault).orElse(NONE_GIVEN));
        }
        Fields second = additional.get();
        second.refuseAllBut(ADDITIONAL_KEYS, "contract.additional-key");
        Level secondLevel = level(second);
        Optional<Comparison> secondComparison = ComparisonReader.read(second);
        Position place = fields.map().keyPosition("additional");
        requireComparison(fields, "the threshold that has additional", place);
        requireComparison(second, "additional", place);
        if (level == secondLevel) {
            second.error(
                    "contract.additional-level",
                    "The threshold and additional have the same level. Give one of them level: warn.",
                    place);
        }
        if (comparison.isEmpty() || secondComparison.isEmpty() || level == secondLevel) {
            return of(level, comparison.or(() -> byDefault).orElse(NONE_GIVEN));
        }
        boolean reversed = level == Level.WARN;
        Comparison fail = reversed ? secondComparison.get() : comparison.get();
        Comparison warn = reversed ? comparison.get() : secondComparison.get();
        warnOf(fields, reversed, fail, warn);
        return new Threshold(Optional.of(fail), Optional.of(warn));
    }

    private static void warnOf(Fields fields, boolean reversed, Comparison fail, Comparison warn) {
        Position place = fields.map().keyPosition("additional");
        if (reversed) {
            fields.warning(
                    "contract.additional-reversed",
                    "The comparison that fails the check stands in additional. It reads better the other way round.",
                    place);
        }
        if (PassRegion.of(fail).liesIn(PassRegion.of(warn))) {
            fields.warning(
                    "contract.unreachable-warning",
                    "This check never warns: every value that would only warn already fails it.",
                    place);
        }
    }

    private static void requireComparison(Fields fields, String place, Position position) {
        if (!hasComparison(fields)) {
            fields.error(
                    "contract.comparison-required",
                    "There is no comparison in " + place + ". Add one, e.g. must_be_less_than: 5.",
                    position);
        }
    }

    private static boolean hasComparison(Fields fields) {
        return ComparisonReader.KEYS.stream().anyMatch(fields.map().keys()::contains);
    }

    private static Threshold of(Level level, Comparison comparison) {
        return switch (level) {
            case FAIL -> Threshold.failing(comparison);
            case WARN -> new Threshold(Optional.empty(), Optional.of(comparison));
        };
    }

    private static Level level(Fields fields) {
        if (fields.map().keys().contains("level")) {
            fields.require("level");
        }
        String word = fields.text("level").orElse("fail");
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "warn" -> Level.WARN;
            case "fail" -> Level.FAIL;
            default -> {
                fields.warning(
                        "contract.unknown-level",
                        "level is fail or warn; another word counts as fail." + didYouMean(word, LEVELS),
                        fields.map().positionOf("level"));
                yield Level.FAIL;
            }
        };
    }

    private static String didYouMean(String word, List<String> known) {
        return NearestName.of(word, known).map(near -> " Did you mean " + near + "?").orElse("");
    }
}
