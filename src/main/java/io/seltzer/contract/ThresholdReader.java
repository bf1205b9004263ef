package io.seltzer.contract;

import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the key `threshold` of a counting check (contract-language §8).
final class ThresholdReader {
    private static final List<String> LEVELS = List.of("fail", "warn");
    private static final Map<String, Unit> UNITS = Map.of("count", Unit.COUNT, "percent", Unit.PERCENT);
    private static final List<String> ADDITIONAL_KEYS = keys("level");
    private static final List<String> KEYS = keys("level", "metric", "unit", "additional");

    private final Comparison byDefault;
    private final boolean hasUnit;

    /// What a check expects of its number.
    record Expectation(Unit unit, Threshold threshold) {}

    private enum Level {
        FAIL,
        WARN
    }

    /// @param byDefault the comparison where the contract names none
    /// @param hasUnit whether the check can count or take the share, by the key `metric`
    ThresholdReader(Comparison byDefault, boolean hasUnit) {
        this.byDefault = byDefault;
        this.hasUnit = hasUnit;
    }

    private static List<String> keys(String... more) {
        List<String> keys = new ArrayList<>(ComparisonReader.KEYS);
        keys.addAll(List.of(more));
        return List.copyOf(keys);
    }

    /// @param body of the check
    Expectation read(Fields body) {
        Optional<Fields> threshold = body.fields("threshold", "the threshold");
        threshold.ifPresent(fields -> fields.refuseAllBut(KEYS));
        return new Expectation(
                threshold.map(this::unit).orElse(Unit.COUNT),
                threshold.map(this::threshold).orElseGet(() -> Threshold.failing(byDefault)));
    }

    private Unit unit(Fields threshold) {
        if (threshold.has("unit")) {
            threshold.error(
                    "contract.unit",
                    "Only a freshness check has a unit." + (hasUnit ? " For a share, write metric: percent." : ""),
                    threshold.map().keyPosition("unit"));
        }
        if (threshold.has("metric") && !hasUnit) {
            threshold.error(
                    "contract.metric",
                    "This check has no metric to choose: it counts rows.",
                    threshold.map().keyPosition("metric"));
            return Unit.COUNT;
        }
        Optional<String> metric = threshold.text("metric");
        if (metric.isPresent() && !UNITS.containsKey(metric.get())) {
            threshold.error(
                    "contract.metric",
                    "metric must be count or percent." + didYouMean(metric.get(), List.of("count", "percent")),
                    threshold.map().positionOf("metric"));
        }
        return metric.map(UNITS::get).orElse(Unit.COUNT);
    }

    private Threshold threshold(Fields fields) {
        Level level = level(fields);
        Optional<Comparison> comparison = ComparisonReader.read(fields);
        Optional<Fields> additional = fields.fields("additional", "additional");
        if (additional.isEmpty()) {
            return of(level, comparison.orElse(byDefault));
        }
        Fields second = additional.get();
        second.refuseAllBut(ADDITIONAL_KEYS);
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
            return of(level, comparison.orElse(byDefault));
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
        if (ComparisonReader.KEYS.stream().noneMatch(fields.map().keys()::contains)) {
            fields.error(
                    "contract.comparison-required",
                    "There is no comparison in " + place + ". Add one, e.g. must_be_less_than: 5.",
                    position);
        }
    }

    private static Threshold of(Level level, Comparison comparison) {
        return switch (level) {
            case FAIL -> Threshold.failing(comparison);
            case WARN -> new Threshold(Optional.empty(), Optional.of(comparison));
        };
    }

    private static Level level(Fields fields) {
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
