package io.seltzer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.protocol.results.Diagnostics.Bounds;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// cloud-protocol §6: the wire names the region that violates.
class ThresholdBoundsTest {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TEN = BigDecimal.TEN;

    static Stream<Arguments> comparisons() {
        return Stream.of(
                Arguments.of(new Comparison.Equal(ONE), new Bounds(null, null, null, null)),
                Arguments.of(new Comparison.NotEqual(ONE), new Bounds(null, null, null, null)),
                Arguments.of(new Comparison.Less(new Bound(ONE, false)), new Bounds(null, ONE, null, null)),
                Arguments.of(new Comparison.Less(new Bound(ONE, true)), new Bounds(ONE, null, null, null)),
                Arguments.of(new Comparison.Greater(new Bound(ONE, false)), new Bounds(null, null, null, ONE)),
                Arguments.of(new Comparison.Greater(new Bound(ONE, true)), new Bounds(null, null, ONE, null)),
                Arguments.of(
                        new Comparison.Between(new Bound(ONE, false), new Bound(TEN, true)),
                        new Bounds(TEN, null, null, ONE)),
                Arguments.of(
                        new Comparison.NotBetween(new Bound(TEN, false), new Bound(ONE, false)),
                        new Bounds(null, ONE, null, TEN)));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void the_bounds_are_those_of_the_values_that_do_not_pass(Comparison comparison, Bounds violating) {
        assertThat(ThresholdBounds.violating(comparison)).isEqualTo(violating);
    }
}
