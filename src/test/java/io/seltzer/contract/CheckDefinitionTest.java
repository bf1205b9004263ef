package io.seltzer.contract;

import static io.seltzer.contract.Contracts.contract;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The texts of cloud-protocol §5.2 and §5.4.
class CheckDefinitionTest {
    private static String definition(String contract) {
        return contract(contract).checks().getFirst().header().definition();
    }

    /// The definition of a metric check of the dataset, without its first line.
    private static String ofMetric(String body) {
        String text = definition("dataset: a/b\nvariables: {N: {default: 10}, T: {default: '10'}, W: {default: paid}}\n"
                + "columns: []\nchecks:\n- metric:\n" + body.stripIndent().indent(4));
        assertThat(text).startsWith("checks:\n");
        return text.substring("checks:\n".length());
    }

    @Test
    void aCheckOfAColumnWithTheFilterOfTheDataset() {
        assertThat(definition("""
                dataset: shopdb/prod/public/orders
                variables: {REGION: {default: EU}, MAX: {default: 5}}
                filter: |
                  region = '${var.REGION}'
                columns:
                - name: email
                  checks:
                  - missing:
                      threshold: {metric: percent, must_be_less_than: "${var.MAX}"}
                """)).isEqualTo("""
                filter: region = 'EU'
                columns:
                - name: email
                  checks:
                  - threshold: {metric: percent, must_be_less_than: "${var.MAX}"}
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"row_count:", "row_count: {}", "schema:"})
    void anEmptyBodyIsAnEmptyMapping(String check) {
        assertThat(definition("dataset: a/b\ncolumns: []\nchecks:\n- " + check + "\n"))
                .isEqualTo("checks:\n- {}\n");
    }

    @Test
    void variablesAreFilledInTheTextsOfTheCheckItselfAndNowhereDeeper() {
        assertThat(ofMetric("""
                name: only ${var.W}
                qualifier: ${var.N}
                expression: "count(${var.W})"
                column_expression: '${var.T}'
                threshold:
                  must_be: ${var.N}
                attributes: {a: "${var.W}"}
                """)).isEqualTo("""
                - name: only paid
                  qualifier: 10
                  expression: "count(paid)"
                  column_expression: '10'
                  threshold:
                    must_be: ${var.N}
                  attributes: {a: "${var.W}"}
                """);
    }

    @Test
    void everythingIsWrittenAsItStandsInTheFile() {
        assertThat(ofMetric("""
                qualifier: 'single'
                expression: |
                  count(*)
                    + 0
                threshold: { must_be : +10 }
                attributes:
                  numbers: [2.50, 0x1F, 1_000, 1e3,   010]
                  texts: [ 'x' ,  "y",z ]
                  truth: TRUE
                  day: 2026-01-02
                  time: 2026-01-02T10:00:00Z
                  list:
                    - a
                    -   b
                """)).isEqualTo("""
                - qualifier: 'single'
                  expression: |
                    count(*)
                      + 0
                  threshold: {must_be: 10}
                  attributes:
                    numbers: [2.50, 0x1F, 1_000, 1e3, 010]
                    texts: ['x', "y", z]
                    truth: true
                    day: 2026-01-02
                    time: 2026-01-02T10:00:00
                    list:
                    - a
                    - b
                """);
    }

    @Test
    void anchorsAreWrittenOut() {
        assertThat(definition("""
                dataset: a/b
                columns: []
                checks:
                - row_count: &same
                    qualifier: one
                    threshold: &limit {must_be: 5}
                - row_count:
                    qualifier: two
                    threshold: *limit
                """)).isEqualTo("checks:\n- qualifier: one\n  threshold: {must_be: 5}\n");
    }
}
