package io.seltzer.contract;

import io.seltzer.contract.Check.Unit;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the number is that a threshold limits; decides which of the keys `metric` and `unit` it may have.
enum ThresholdKind {
    /// Rows, always counted.
    ROWS,
    /// Rows, counted or as a share.
    SHARE,
    /// Whatever the user computes.
    NUMBER,
    /// A length of time.
    AGE;

    static final List<String> METRICS = List.of("count", "percent");
    static final List<String> UNITS =
            Arrays.stream(AgeUnit.values()).map(AgeUnit::key).toList();

    Unit metric(Fields threshold) {
        if (!threshold.has("metric")) {
            return Unit.COUNT;
        }
        if (this == ROWS) {
            threshold.error(
                    "contract.metric",
                    "This check has no metric to choose: it counts rows.",
                    threshold.map().keyPosition("metric"));
            return Unit.COUNT;
        }
        Optional<String> metric = threshold.text("metric");
        if (metric.isPresent() && !METRICS.contains(metric.get())) {
            threshold.error(
                    "contract.metric",
                    "metric must be count or percent." + didYouMean(metric.get(), METRICS),
                    threshold.map().positionOf("metric"));
        } else if (this != SHARE) {
            threshold.warnOfIdle(List.of("metric"));
            return Unit.COUNT;
        }
        return metric.filter("percent"::equals).map(_ -> Unit.PERCENT).orElse(Unit.COUNT);
    }

    AgeUnit unit(Fields threshold) {
        if (!threshold.has("unit")) {
            return AgeUnit.HOUR;
        }
        if (this != AGE) {
            threshold.error(
                    "contract.unit",
                    "Only a freshness check has a unit." + (this == SHARE ? " For a share, write metric: percent." : ""),
                    threshold.map().keyPosition("unit"));
            return AgeUnit.HOUR;
        }
        Optional<String> name = threshold.text("unit");
        Optional<AgeUnit> unit = name.flatMap(text ->
                Arrays.stream(AgeUnit.values()).filter(known -> known.key().equals(text)).findFirst());
        if (name.isPresent() && unit.isEmpty()) {
            threshold.error(
                    "contract.unit",
                    "unit must be minute, hour or day." + didYouMean(name.get(), UNITS),
                    threshold.map().positionOf("unit"));
        }
        return unit.orElse(AgeUnit.HOUR);
    }

    private static String didYouMean(String word, List<String> known) {
        return NearestName.of(word, known).map(near -> " Did you mean " + near + "?").orElse("");
    }
}
