package io.seltzer.contract;

import static io.seltzer.contract.Contracts.contract;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The texts of cloud-protocol §5.2 and §5.4.
class CheckDefinitionTest {
    @Test
    void aCheckOfAColumnWithTheFilterOfTheDataset() {
        Contract contract = contract("""
                dataset: shopdb/prod/public/orders
                variables: {REGION: {default: EU}, MAX: {default: 5}}
                filter: |
                  region = '${var.REGION}'
                columns:
                - name: email
                  checks:
                  - missing:
                      threshold: {metric: percent, must_be_less_than: "${var.MAX}"}
                checks:
                - schema:
                """);

        assertThat(contract.checks().getFirst().header().definition()).isEqualTo("""
                filter: region = 'EU'
                columns:
                - name: email
                  checks:
                  - threshold:
                      metric: percent
                      must_be_less_than: ${var.MAX}
                """);
        assertThat(contract.checks().getLast().header().definition()).isEqualTo("""
                filter: region = 'EU'
                checks:
                - {}
                """);
    }

    @Test
    void withoutAFilterThereIsNoKeyForIt() {
        assertThat(contract("dataset: a/b\ncolumns: []\nchecks: [row_count: ]\n")
                        .checks().getFirst().header().definition())
                .isEqualTo("checks:\n- {}\n");
    }
}
