package io.seltzer.contract;

import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.yaml.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Reads the one comparison of a threshold.
final class ComparisonReader {
    private static final String BETWEEN = "must_be_between";
    private static final String NOT_BETWEEN = "must_be_not_between";
    static final List<String> RANGE_KEYS =
            List.of("greater_than", "greater_than_or_equal", "less_than", "less_than_or_equal");

    static final List<String> KEYS = List.of(
            "must_be", "must_not_be", "must_be_greater_than", "must_be_greater_than_or_equal", "must_be_less_than",
            "must_be_less_than_or_equal", BETWEEN, NOT_BETWEEN);

    private ComparisonReader() {}

    /// Empty when there is no comparison, or a fault in it.
    static Optional<Comparison> read(Fields fields) {
        List<String> written = fields.map().keys().stream().filter(KEYS::contains).toList();
        if (written.size() > 1) {
            fields.error(
                    "contract.several-comparisons",
                    "One threshold has one comparison; here are " + String.join(", ", written)
                            + ". For a range write must_be_between, for a second level use additional.",
                    fields.map().keyPosition(written.get(1)));
        }
        // The others are read for their own faults.
        List<Optional<Comparison>> comparisons = written.stream().map(key -> read(fields, key)).toList();
        return comparisons.size() == 1 ? comparisons.getFirst() : Optional.empty();
    }

    private static Optional<Comparison> read(Fields fields, String key) {
        fields.require(key);
        return switch (key) {
            case "must_be" -> fields.number(key).map(Comparison.Equal::new);
            case "must_not_be" -> fields.number(key).map(Comparison.NotEqual::new);
            case "must_be_greater_than" -> bound(fields, key, false).map(Comparison.Greater::new);
            case "must_be_greater_than_or_equal" -> bound(fields, key, true).map(Comparison.Greater::new);
            case "must_be_less_than" -> bound(fields, key, false).map(Comparison.Less::new);
            case "must_be_less_than_or_equal" -> bound(fields, key, true).map(Comparison.Less::new);
            default -> fields.fields(key, key).flatMap(range -> range(fields, key, range));
        };
    }

    private static Optional<Bound> bound(Fields fields, String key, boolean inclusive) {
        return fields.number(key).map(value -> new Bound(value, inclusive));
    }

    private static Optional<Comparison> range(Fields threshold, String key, Fields range) {
        range.refuseAllBut(RANGE_KEYS);
        Optional<Bound> greater = end(range, key, "greater_than");
        Optional<Bound> less = end(range, key, "less_than");
        if (greater.isEmpty() || less.isEmpty()) {
            return Optional.empty();
        }
        int order = greater.get().value().compareTo(less.get().value());
        boolean between = key.equals(BETWEEN);
        if (between ? order >= 0 : order <= 0) {
            threshold.error(
                    "contract.range-order",
                    between
                            ? "In must_be_between the value of greater_than must lie below that of less_than."
                            : "In must_be_not_between the value of greater_than must lie above that of less_than.",
                    threshold.map().positionOf(key));
            return Optional.empty();
        }
        BiFunction<Bound, Bound, Comparison> kind =
                between ? Comparison.Between::new : Comparison.NotBetween::new;
        return Optional.of(kind.apply(greater.get(), less.get()));
    }

    private static Optional<Bound> end(Fields range, String place, String key) {
        String orEqual = key + "_or_equal";
        if (range.has(key) && range.has(orEqual)) {
            range.error(
                    "contract.range-bound",
                    place + " has both " + key + " and " + orEqual + ". Keep one.",
                    range.map().keyPosition(orEqual));
            return Optional.empty();
        }
        if (!range.has(key) && !range.has(orEqual)) {
            range.error(
                    "contract.range-bound",
                    place + " needs " + key + " or " + orEqual + ".",
                    range.map().positionOf(range.map().keys().contains(key) ? key : orEqual));
            return Optional.empty();
        }
        return range.has(key) ? bound(range, key, false) : bound(range, orEqual, true);
    }
}
