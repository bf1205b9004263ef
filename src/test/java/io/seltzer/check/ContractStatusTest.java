package io.seltzer.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.SampleChecks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractStatusTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PASSED PASSED | PASSED",
        "PASSED WARNED NOT_EVALUATED | WARNED",
        "WARNED FAILED EXCLUDED | FAILED",
        "PASSED NOT_EVALUATED | UNKNOWN",
        "PASSED EXCLUDED | UNKNOWN",
    })
    void follows_from_the_worst_outcome(String outcomes, ContractStatus status) {
        assertThat(ContractStatus.of(evaluations(outcomes), false)).isEqualTo(status);
    }

    @Test
    void is_passed_without_checks() {
        assertThat(ContractStatus.of(List.of(), false)).isEqualTo(ContractStatus.PASSED);
    }

    @Test
    void is_an_error_whatever_the_outcomes_when_something_went_wrong() {
        assertThat(ContractStatus.of(evaluations("PASSED FAILED"), true)).isEqualTo(ContractStatus.ERROR);
        assertThat(ContractStatus.of(List.of(), true)).isEqualTo(ContractStatus.ERROR);
    }

    private static List<Evaluation> evaluations(String outcomes) {
        return Arrays.stream(outcomes.trim().split(" "))
                .map(outcome -> new Evaluation(
                        SampleChecks.schema("c1"),
                        Outcome.valueOf(outcome),
                        Optional.empty(),
                        new Diagnostics.None(),
                        OptionalLong.empty(),
                        Optional.empty()))
                .toList();
    }
}
