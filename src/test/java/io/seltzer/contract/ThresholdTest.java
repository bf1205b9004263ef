package io.seltzer.contract;

import static io.seltzer.contract.Contracts.columnCheck;
import static io.seltzer.contract.Contracts.datasetCheck;
import static io.seltzer.contract.Contracts.faults;
import static io.seltzer.contract.Contracts.ofColumn;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Check.MissingCheck;
import io.seltzer.contract.Check.RowCountCheck;
import io.seltzer.contract.Check.Unit;
import io.seltzer.contract.Threshold.Bound;
import io.seltzer.contract.Threshold.Comparison;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdTest {
    private static Bound open(String value) {
        return new Bound(new BigDecimal(value), false);
    }

    private static Bound closed(String value) {
        return new Bound(new BigDecimal(value), true);
    }

    private static Threshold threshold(String flow) {
        return ((MissingCheck) columnCheck("checks:\n- missing:\n    threshold: " + flow)).threshold();
    }

    /// The threshold stands at 5:17; a key in the flow mapping's first place at 5:18.
    private static java.util.List<String> thresholdFaults(String flow) {
        return faults(ofColumn("checks:\n- missing:\n    threshold: " + flow));
    }

    static Stream<Arguments> comparisons() {
        return Stream.of(
                Arguments.of("must_be: 1.5", new Comparison.Equal(new BigDecimal("1.5"))),
                Arguments.of("must_not_be: 1", new Comparison.NotEqual(BigDecimal.ONE)),
                Arguments.of("must_be_greater_than: 1", new Comparison.Greater(open("1"))),
                Arguments.of("must_be_greater_than_or_equal: 1", new Comparison.Greater(closed("1"))),
                Arguments.of("must_be_less_than: 1", new Comparison.Less(open("1"))),
                Arguments.of("must_be_less_than_or_equal: 1", new Comparison.Less(closed("1"))),
                Arguments.of(
                        "must_be_between: {greater_than: 1, less_than_or_equal: 5}",
                        new Comparison.Between(open("1"), closed("5"))),
                Arguments.of(
                        "must_be_not_between: {greater_than_or_equal: 5, less_than: 1}",
                        new Comparison.NotBetween(closed("5"), open("1"))));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void everyComparison(String flow, Comparison comparison) {
        assertThat(threshold("{" + flow + "}")).isEqualTo(Threshold.failing(comparison));
    }

    @Test
    void withoutAThresholdTheDefaultOfTheTypeCounts() {
        assertThat(threshold("")).isEqualTo(Threshold.failing(new Comparison.Equal(BigDecimal.ZERO)));
        assertThat(((RowCountCheck) datasetCheck("[row_count: ]")).threshold())
                .isEqualTo(Threshold.failing(new Comparison.Greater(open("0"))));
    }

    @Test
    void aLevelAloneAppliesToTheDefault() {
        assertThat(threshold("{level: Warn}"))
                .isEqualTo(new Threshold(Optional.empty(), Optional.of(new Comparison.Equal(BigDecimal.ZERO))));
    }

    @Test
    void additionalIsTheOtherLevel() {
        Threshold both = new Threshold(
                Optional.of(new Comparison.Less(open("5"))), Optional.of(new Comparison.Less(open("1"))));

        assertThat(threshold("{must_be_less_than: 5, additional: {must_be_less_than: 1, level: warn}}"))
                .isEqualTo(both);
        assertThat(threshold("{must_be_less_than: 1, level: warn, additional: {must_be_less_than: 5}}"))
                .as("nested the other way round")
                .isEqualTo(both);
    }

    @Test
    void metricChoosesTheUnit() {
        assertThat(((MissingCheck) columnCheck("checks:\n- missing: {threshold: {metric: percent}}")).unit())
                .isEqualTo(Unit.PERCENT);
        assertThat(((MissingCheck) columnCheck("checks:\n- missing: {threshold: {metric: count}}")).unit())
                .isEqualTo(Unit.COUNT);
        assertThat(((MissingCheck) columnCheck("checks:\n- missing:")).unit()).isEqualTo(Unit.COUNT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{must_be: '5'}                                              | 5:27 contract.wrong-type",
        "{must_be: }                                                 | 5:18 contract.required",
        "{must_be_between: [1, 5]}                                   | 5:35 contract.wrong-type",
        "{must_be_between: {greater_than: 1}}                        | 5:35 contract.range-bound",
        "{must_be_between: {less_than: 1}}                           | 5:35 contract.range-bound",
        "{must_be_between: {greater_than: 1, greater_than_or_equal: 2, less_than: 3}} | 5:53 contract.range-bound",
        "{must_be_between: {greater_than: 5, less_than: 5}}          | 5:35 contract.range-order",
        "{must_be_not_between: {greater_than: 1, less_than: 5}}      | 5:39 contract.range-order",
        "{must_be_between: {greater_then: 1, less_than: 5}}          | 5:35 contract.range-bound",
        "{must_be: 1, must_not_be: 2}                                | 5:30 contract.several-comparisons",
        "{must_be_les_than: 1}                                       | 5:18 contract.unknown-key",
        "{metric: percentage}                                        | 5:26 contract.metric",
        "{metric: 5}                                                 | 5:26 contract.wrong-type",
        "{level: }                                                   | 5:18 contract.required",
        "{unit: hour}                                                | 5:18 contract.unit",
        "5                                                           | 5:17 contract.wrong-type",
        "{must_be: 1, additional: 5}                                 | 5:42 contract.wrong-type",
        "{must_be: 1, additional: {must_be: 2}}                      | 5:30 contract.additional-level",
        "{must_be: 1, additional: {level: warn}}                     | 5:30 contract.comparison-required",
        "{additional: {must_be: 1, level: warn}}                     | 5:18 contract.comparison-required",
        "{must_be: 1, additional: {must_be: 2, level: warn, metric: percent}} | 5:68 contract.additional-key",
        "{must_be: 1, additional: {must_be: 2, must_not_be: 3, level: warn}}  | 5:55 contract.several-comparisons",
    })
    void faultsOfThresholds(String flow, String fault) {
        assertThat(thresholdFaults(flow)).contains(fault);
    }

    @Test
    void warningsOfThresholds() {
        assertThat(thresholdFaults("{must_be: 1, level: wran}")).containsExactly("5:37 contract.unknown-level");
        assertThat(thresholdFaults("{must_be_less_than: 1, level: warn, additional: {must_be_less_than: 5}}"))
                .containsExactly("5:53 contract.additional-reversed");
        assertThat(thresholdFaults("{must_be_less_than: 1, additional: {must_be_less_than: 5, level: warn}}"))
                .containsExactly("5:40 contract.unreachable-warning");
    }

    @Test
    void aRowCountHasNeitherMetricNorUnit() {
        assertThat(faults("dataset: a/b\ncolumns: []\nchecks:\n- row_count: {threshold: {metric: count, unit: day}}\n"))
                .containsExactly("3:26 contract.metric", "3:41 contract.unit");
    }
}
