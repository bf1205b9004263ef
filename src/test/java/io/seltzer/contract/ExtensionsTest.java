package io.seltzer.contract;

import static io.seltzer.contract.Contracts.accepted;
import static io.seltzer.contract.Contracts.faults;
import static io.seltzer.contract.Contracts.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Check.UnsupportedCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the language has and this version does not run is read, looked at for faults and reported.
class ExtensionsTest {
    private static String withCheck(String check) {
        return "dataset: a/b\ncolumns: []\nchecks:\n- " + check + "\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "group_by: {query: select 1, fields: [a], metric_name: n, threshold: {must_be: 0}}",
        "hierarchy: {levels: [a, b], reference_table: r, column_mapping: {a: x}}",
        "fuzzy_duplicate: {columns: [a, b], llm_enhanced: true, llm_model: m}",
        "llm: {prompt: 'Is {value} polite?', temperature: 0}",
        "fuzzy_duplicate:",
    })
    void checksOfOtherTypesAreReportedAsNotEvaluated(String check) {
        ContractReading reading = reading(withCheck(check));

        assertThat(accepted(reading).checks()).singleElement().isInstanceOf(UnsupportedCheck.class);
        assertThat(faults(reading)).containsExactly("3:2 contract.unsupported-check");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "hierarchy: {name: 5}                       | 3:20 contract.wrong-type",
        "hierarchy: {levls: [a, b]}                 | 3:14 contract.unknown-key",
        "hierarchy: {scope: eu}                     | 3:21 contract.unknown-scope",
        "hierarchy: {threshold: {must_be: x}}       | 3:35 contract.wrong-type",
        "hierarchy: {attributes: 5}                 | 3:26 contract.wrong-type",
    })
    void theirCommonKeysAreLookedAt(String check, String fault) {
        assertThat(faults(withCheck(check))).contains(fault);
    }

    @Test
    void reconciliationChecksAreReportedAsNotEvaluated() {
        ContractReading reading = reading("""
                dataset: a/b
                columns: []
                reconciliation:
                  source: {dataset: old/orders, filter: x > 1}
                  checks:
                  - row_count_diff:
                  - aggregate_diff: {function: sum, source_column: a, target_column: a, threshold: {must_be: 0}}
                  - aggregate_diff: {function: sum, source_column: b, target_column: b, qualifier: b}
                  - freshness_diff: {source_column: t, target_column: t, threshold: {must_be: 0, unit: day}}
                  - aggregate_diff: {function: avg, source_column: a, target_column: a}
                """);

        assertThat(accepted(reading).checks())
                .allSatisfy(check -> assertThat(check).isInstanceOf(UnsupportedCheck.class))
                .extracting(check -> check.header().path())
                .containsExactly(
                        "reconciliation.checks.row_count_diff",
                        "reconciliation.checks.aggregate_diff",
                        "reconciliation.checks.aggregate_diff.b",
                        "reconciliation.checks.freshness_diff");
        assertThat(faults(reading))
                .as("how many there are, and which of them the results cannot show")
                .containsExactly("2:0 contract.unsupported-reconciliation", "9:4 contract.reconciliation-twin");
        assertThat(reading.faults().getFirst().message()).contains("not evaluated: 5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "reconciliation: {checks: []}                                         | 2:16 contract.reconciliation-source",
        "reconciliation: {source: {dataset: a/b}, sources: [{dataset: c/d}]}  | 2:41 contract.reconciliation-source",
        "reconciliation: {source: {dataset: a}}                               | 2:35 contract.dataset-name",
        "reconciliation: {sources: [a]}                                       | 2:27 contract.wrong-type",
        "reconciliation: {source: {dataset: a/b}, check: []}                  | 2:41 contract.unknown-key",
        "reconciliation: {source: {dataset: a/b}, checks: [rows_diff]}        | 2:50 contract.check-shape",
        "reconciliation: {source: {dataset: a/b}, checks: [row_diff: ]}       | 2:50 contract.unknown-check",
        "reconciliation: {source: {dataset: a/b}, checks: [rows_diff: 5]}     | 2:61 contract.wrong-type",
        "reconciliation: {source: {dataset: a/b}, checks: [rows_diff: {key: a}]} | 2:62 contract.unknown-key",
        "diagnostics: store_everything                                        | 2:13 contract.unknown-word",
        "failed_rows: {strategy: store_rows}                                  | 2:24 contract.unknown-word",
        "failed_rows: {key: [id]}                                             | 2:14 contract.unknown-key",
        "soda_runner: {schedule: x}                                           | 2:14 contract.unknown-key",
        "soda_runner: {checks_schedule: {timezone: UTC}}                      | 2:31 contract.required",
        "soda_runner: {checks_schedule: {cron: x, variables: {A: [1]}}}       | 2:56 contract.wrong-type",
    })
    void faultsOfSettingsForOtherProducts(String setting, String fault) {
        assertThat(faults("dataset: a/b\ncolumns: []\n" + setting + "\n")).contains(fault);
    }

    @Test
    void onlyOneOfTheTwoNamesOfTheRunner() {
        assertThat(faults("dataset: a/b\ncolumns: []\nsoda_runner: {}\nsoda_agent: {}\n"))
                .containsExactly("3:0 contract.two-schedules");
    }

    @Test
    void aRemediationIsKeptAndNotUsed() {
        assertThat(faults(withCheck(
                        "failed_rows: {expression: a, remediation: {strategy: {type: constant, value: 5}}}")))
                .containsExactly("3:31 contract.idle-key");
        assertThat(faults(withCheck("failed_rows: {expression: a, remediation: {strategy: {type: magic}}}")))
                .contains("3:62 contract.unknown-word");
    }
}
