package io.seltzer.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensitivityTest {

    @Test
    void three_deviations_are_the_default() {
        assertThat(Sensitivity.ofDeviations(3)).isEqualTo(Sensitivity.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 2, 4.5, 6})
    void the_range_grows_with_the_deviations(double deviations) {
        // When
        Reach usual = Reach.of(Sensitivity.DEFAULT, 24);
        Reach reach = Reach.of(Sensitivity.ofDeviations(deviations), 24);

        // Then
        assertThat(reach.ofDeviation() / usual.ofDeviation()).isCloseTo(deviations / 3, within(1e-9));
        assertThat(reach.ofResiduals() / usual.ofResiduals()).isCloseTo(deviations / 3, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 5e-8", "0.5, 5e-8", "0.6, 5e-6", "0.95, 5e-4", "1.8, 1.5e-2", "5, 0.1", "100, 0.1"})
    void false_alarms_become_the_tail_rate_that_led_to_them(double falseAlarms, double tailRate) {
        assertThat(Sensitivity.ofFalseAlarms(falseAlarms).tailRate()).isCloseTo(tailRate, within(1e-12));
    }

    @Property
    void more_false_alarms_never_mean_a_wider_range(
            @ForAll @DoubleRange(min = 0, max = 10) double few, @ForAll @DoubleRange(min = 0, max = 10) double more) {
        double least = Math.min(few, more);
        double most = Math.max(few, more);
        assertThat(Sensitivity.ofFalseAlarms(least).tailRate())
                .isLessThanOrEqualTo(Sensitivity.ofFalseAlarms(most).tailRate() * (1 + 1e-12));
    }

    @Property
    void fewer_deviations_never_mean_a_wider_range(
            @ForAll @DoubleRange(min = 0, max = 10) double few, @ForAll @DoubleRange(min = 0, max = 10) double more) {
        assertThat(Sensitivity.ofDeviations(Math.min(few, more)).tailRate())
                .isGreaterThanOrEqualTo(Sensitivity.ofDeviations(Math.max(few, more)).tailRate());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.6, Double.NaN, Double.POSITIVE_INFINITY})
    void a_tail_rate_is_a_probability(double tailRate) {
        assertThatThrownBy(() -> new Sensitivity(tailRate)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_number_is_no_sensitivity() {
        assertThatThrownBy(() -> Sensitivity.ofDeviations(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sensitivity.ofFalseAlarms(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
