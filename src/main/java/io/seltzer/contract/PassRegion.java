package io.seltzer.contract;

import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import java.util.List;
import java.util.Optional;

/// The numbers that pass a comparison, as intervals with a gap between any two.
record PassRegion(List<Interval> intervals) {

    /// An end that is absent is infinite.
    private record Interval(Optional<Bound> low, Optional<Bound> high) {
        boolean liesIn(Interval other) {
            return isWithin(low, other.low, 1) && isWithin(high, other.high, -1);
        }

        /// @param inwards the sign of what lies inside of the end
        private static boolean isWithin(Optional<Bound> own, Optional<Bound> end, int inwards) {
            if (own.isEmpty() || end.isEmpty()) {
                return end.isEmpty();
            }
            int side = own.get().value().compareTo(end.get().value()) * inwards;
            return side > 0 || (side == 0 && (end.get().inclusive() || !own.get().inclusive()));
        }
    }

    static PassRegion of(Comparison comparison) {
        return new PassRegion(
                switch (comparison) {
                    case Comparison.Equal(var value) -> {
                        Bound end = new Bound(value, true);
                        yield List.of(between(end, end));
                    }
                    case Comparison.NotEqual(var value) -> {
                        Bound end = new Bound(value, false);
                        yield List.of(below(end), above(end));
                    }
                    case Comparison.Greater(Bound bound) -> List.of(above(bound));
                    case Comparison.Less(Bound bound) -> List.of(below(bound));
                    case Comparison.Between(Bound greater, Bound less) -> List.of(between(greater, less));
                    case Comparison.NotBetween(Bound greater, Bound less) -> List.of(below(less), above(greater));
                });
    }

    boolean liesIn(PassRegion other) {
        return intervals.stream().allMatch(own -> other.intervals.stream().anyMatch(own::liesIn));
    }

    private static Interval above(Bound low) {
        return new Interval(Optional.of(low), Optional.empty());
    }

    private static Interval below(Bound high) {
        return new Interval(Optional.empty(), Optional.of(high));
    }

    private static Interval between(Bound low, Bound high) {
        return new Interval(Optional.of(low), Optional.of(high));
    }
}
