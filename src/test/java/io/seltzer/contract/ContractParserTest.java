package io.seltzer.contract;

import static io.seltzer.contract.Contracts.accepted;
import static io.seltzer.contract.Contracts.contract;
import static io.seltzer.contract.Contracts.faults;
import static io.seltzer.contract.Contracts.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.ContractReading.Faulty;
import io.seltzer.yaml.Fault;
import io.seltzer.yaml.Scalar;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractParserTest {
    static final String WHOLE = """
            dataset: shopdb/prod/public/orders
            kind: contract
            description: Orders of the shop, one row each
            variables:
              START: {default: "2026-01-01"}
              MAX_MISSING: {default: 5, type: number}
            filter: |
              created_at >= '${var.START}'
            check_attributes:
              team: sales
            columns:
              - name: id
                data_type: bigint
                checks:
                  - missing:
                  - duplicate:
              - name: email
                data_type: varchar
                character_maximum_length: 80
                missing_values: ["", N/A]
                valid_format:
                  regex: ^[^@]+@[^@]+$
                  name: e-mail address
                checks:
                  - missing:
                      name: Nearly every order has an e-mail address
                      threshold:
                        metric: percent
                        must_be_less_than: ${var.MAX_MISSING}
                        additional:
                          must_be_less_than: 1
                          level: warn
                  - invalid:
                  - invalid:
                      qualifier: length
                      valid_min_length: 6
              - name: country
                checks:
                  - invalid:
                      valid_reference_data:
                        dataset: shopdb/prod/public/countries
                        column: code
                      filter: status <> 'draft'
            checks:
              - schema:
                  allow_extra_columns: true
              - row_count:
                  threshold:
                    must_be_between:
                      greater_than: 0
                      less_than_or_equal: 1_000_000
              - duplicate:
                  columns: [country, email]
                  threshold: {metric: percent, must_be_less_than: 10}
            soda_runner:
              checks_schedule: {cron: "0 6 * * *", timezone: Europe/Brussels}
            """;

    @Test
    void aWholeContract() {
        // When
        ContractReading reading = reading(WHOLE);

        // Then
        assertThat(reading.faults()).isEmpty();
        Contract contract = accepted(reading);
        assertThat(contract.dataset()).isEqualTo(new DatasetName("shopdb", List.of("prod", "public"), "orders"));
        assertThat(contract.filter()).contains("created_at >= '2026-01-01'");
        assertThat(contract.columns()).extracting(Column::name).containsExactly("id", "email", "country");
        assertThat(contract.checks()).extracting(check -> check.header().path()).containsExactly(
                "columns.id.checks.missing",
                "columns.id.checks.duplicate",
                "columns.email.checks.missing",
                "columns.email.checks.invalid",
                "columns.email.checks.invalid.length",
                "columns.country.checks.invalid",
                "checks.schema",
                "checks.row_count",
                "checks.duplicate");
        assertThat(contract.checks()).extracting(check -> check.header().identity()).doesNotHaveDuplicates();
        assertThat(contract.checks()).allSatisfy(check -> assertThat(check.header().attributes())
                .containsExactly(new CheckHeader.Attribute("team", List.of(new Scalar.Text("sales")), false)));
    }

    @Test
    void checksOfTheDatasetComeFirstWhereTheyStandFirst() {
        Contract contract = contract("""
                dataset: a/b
                checks: [row_count: ]
                columns: [{name: c, checks: [missing: ]}]
                """);

        assertThat(contract.checks())
                .extracting(check -> check.header().type())
                .containsExactly("row_count", "missing");
    }

    @Test
    void allFaultsOfAFileInOneRun() {
        String text = """
                dataset: shopdb/prod/public/orders
                columns:
                  - name: email
                    vaild_values: [a, b]
                    checks:
                      - missing:
                          threshold:
                            must_be_less_than: "5"
                      - freshnes:
                """;

        String report = reading(text).faults().stream().map(Fault::toString).collect(Collectors.joining("\n"));

        assertThat(report).isEqualTo("""
                orders.yml:4:5: Unknown key vaild_values in the column. Did you mean valid_values?
                orders.yml:8:32: must_be_less_than must be a number, but is a text. Write a number without quotes.
                orders.yml:9:9: There is no check of the type freshnes. Did you mean freshness?""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                          | 0:0 contract.not-a-mapping",
        "just text                                   | 0:0 contract.not-a-mapping",
        "[a]                                         | 0:0 contract.not-a-mapping",
        "{columns: []}                               | 0:0 contract.required",
        "{dataset: , columns: []}                    | 0:1 contract.required",
        "{dataset: 5, columns: []}                   | 0:10 contract.wrong-type",
        "{dataset: orders, columns: []}              | 0:10 contract.dataset-name",
        "{dataset: a//b, columns: []}                | 0:10 contract.dataset-name",
        "{dataset: a/b}                              | 0:0 contract.required",
        "{dataset: a/b, columns: }                   | 0:15 contract.required",
        "{dataset: a/b, columns: x}                  | 0:24 contract.wrong-type",
        "{dataset: a/b, columns: [], checks: []}     | 0:36 contract.empty-checks",
        "{dataset: a/b, columns: [], checks: x}      | 0:36 contract.wrong-type",
        "{dataset: a/b, columns: [], kind: standard} | 0:34 contract.unsupported-kind",
        "{dataset: a/b, columns: [], filter: 5}      | 0:36 contract.wrong-type",
        "{dataset: a/b, columns: [], colums: []}     | 0:28 contract.unknown-key",
        "{dataset: a/b, columns: [], columns: []}    | 0:28 yaml.duplicate-key",
        "{dataset: a/b, columns: [], check_attributes: x} | 0:46 contract.wrong-type",
        "'{dataset: ''${var.X}'', columns: []}'      | 0:10 contract.unknown-variable",
    })
    void faultsOfTheFile(String text, String fault) {
        ContractReading reading = reading(text);

        assertThat(reading).isInstanceOf(Faulty.class);
        assertThat(faults(reading)).containsExactly(fault);
    }

    @Test
    void keysForOthersAreAccepted() {
        assertThat(faults("""
                dataset: a/b
                columns: []
                soda_agent: {checks_schedule: {cron: "0 6 * * *", variables: {X: 1}}}
                diagnostics: store_check_results
                failed_rows: {strategy: store_keys, keys: [id]}
                """)).isEmpty();
    }

    @Test
    void aBlankFilterIsNone() {
        assertThat(contract("dataset: a/b\ncolumns: []\nfilter: '  '\n").filter()).isEmpty();
    }

    @Test
    void theNameOfTheDatasetMayHaveVariables() {
        String text = "dataset: ${var.DB}/public/orders\nvariables: {DB: {default: dev}}\ncolumns: []\n";

        assertThat(accepted(reading(text, Map.of("DB", "prod"))).dataset()).hasToString("prod/public/orders");
    }
}
