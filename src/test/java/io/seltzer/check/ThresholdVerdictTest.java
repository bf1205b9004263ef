package io.seltzer.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.check.CheckValue.Exact;
import io.seltzer.check.CheckValue.Percent;
import io.seltzer.contract.Threshold;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import io.seltzer.contract.Threshold.Comparison.Between;
import io.seltzer.contract.Threshold.Comparison.Equal;
import io.seltzer.contract.Threshold.Comparison.Greater;
import io.seltzer.contract.Threshold.Comparison.Less;
import io.seltzer.contract.Threshold.Comparison.NotBetween;
import io.seltzer.contract.Threshold.Comparison.NotEqual;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdVerdictTest {

    @ParameterizedTest
    @CsvSource({
        "4, false, false, false",
        "5, false, true, false",
        "6, true, true, true",
        "9, true, true, true",
        "10, false, true, false",
        "11, false, false, false",
    })
    void a_bound_itself_passes_only_when_it_is_inclusive(long value, boolean open, boolean closed, boolean both) {
        CheckValue tested = exact(value);
        assertThat(holds(new Between(bound(5, false), bound(10, false)), tested)).isEqualTo(open);
        assertThat(holds(new Between(bound(5, true), bound(10, true)), tested)).isEqualTo(closed);
        assertThat(holds(new Greater(bound(5, false)), tested) && holds(new Less(bound(10, false)), tested))
                .isEqualTo(both);
    }

    @Property
    void equal_and_not_equal_exclude_each_other(@ForAll @Small BigDecimal value, @ForAll @Small BigDecimal bound) {
        assertThat(holds(new Equal(bound), new Exact(value)))
                .isNotEqualTo(holds(new NotEqual(bound), new Exact(value)));
    }

    @Property
    void what_is_not_above_a_bound_is_below_or_at_it(
            @ForAll @Small BigDecimal value, @ForAll @Small BigDecimal bound, @ForAll boolean inclusive) {
        assertThat(holds(new Greater(new Bound(bound, inclusive)), new Exact(value)))
                .isNotEqualTo(holds(new Less(new Bound(bound, !inclusive)), new Exact(value)));
    }

    @Property
    void between_means_both_bounds_and_not_between_one_of_them(
            @ForAll @Small BigDecimal value,
            @ForAll @Small BigDecimal low,
            @ForAll @Small BigDecimal high,
            @ForAll boolean lowInclusive,
            @ForAll boolean highInclusive) {
        Bound lower = new Bound(low, lowInclusive);
        Bound upper = new Bound(high, highInclusive);
        boolean above = holds(new Greater(lower), new Exact(value));
        boolean below = holds(new Less(upper), new Exact(value));
        assertThat(holds(new Between(lower, upper), new Exact(value))).isEqualTo(above && below);
        assertThat(holds(new NotBetween(lower, upper), new Exact(value))).isEqualTo(above || below);
    }

    @Property
    void the_number_of_zeros_behind_the_point_means_nothing(@ForAll @Small BigDecimal value) {
        assertThat(holds(new Equal(value.setScale(6)), new Exact(value))).isTrue();
    }

    @Test
    void a_percent_is_compared_as_a_double() {
        // Given 333 of 1000 and 1 of 3, whose exact values no decimal states
        Percent someThousandths = new Percent(33.3);
        Percent oneThird = new Percent(100 / 3.0);

        // Then
        assertThat(holds(new Equal(new BigDecimal("33.3")), someThousandths)).isTrue();
        assertThat(holds(new Equal(new BigDecimal("33.333333333333333333")), oneThird)).isTrue();
        assertThat(holds(new Equal(new BigDecimal("33.33")), oneThird)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, PASSED", "1, WARNED", "5, WARNED", "6, FAILED"})
    void a_failure_outweighs_a_warning(long value, Outcome outcome) {
        // Given
        Threshold threshold =
                new Threshold(Optional.of(new Less(bound(5, true))), Optional.of(new Equal(BigDecimal.ZERO)));

        // Then
        assertThat(ThresholdVerdict.of(exact(value), threshold)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"0, PASSED", "1, WARNED"})
    void a_threshold_that_only_warns_never_fails(long value, Outcome outcome) {
        // Given
        Threshold threshold = new Threshold(Optional.empty(), Optional.of(new Equal(BigDecimal.ZERO)));

        // Then
        assertThat(ThresholdVerdict.of(exact(value), threshold)).isEqualTo(outcome);
    }

    private static boolean holds(Comparison comparison, CheckValue value) {
        return ThresholdVerdict.holds(comparison, value);
    }

    private static Exact exact(long value) {
        return new Exact(BigDecimal.valueOf(value));
    }

    private static Bound bound(long value, boolean inclusive) {
        return new Bound(BigDecimal.valueOf(value), inclusive);
    }

    /// Few different numbers, so that a value often meets its bound.
    @BigRange(min = "-2", max = "2")
    @Scale(1)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Small {}
}
