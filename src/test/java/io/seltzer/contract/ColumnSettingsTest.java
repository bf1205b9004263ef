package io.seltzer.contract;

import static io.seltzer.contract.Contracts.columnCheck;
import static io.seltzer.contract.Contracts.contract;
import static io.seltzer.contract.Contracts.faults;
import static io.seltzer.contract.Contracts.ofColumn;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.Check.DuplicateCheck;
import io.seltzer.contract.Check.InvalidCheck;
import io.seltzer.contract.Check.MissingCheck;
import io.seltzer.contract.Column.TypeParameters;
import io.seltzer.contract.ColumnValues.ColumnExpression;
import io.seltzer.contract.Validity.Reference;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnSettingsTest {
    private static Validity validity(String settings) {
        return ((InvalidCheck) columnCheck(settings + "\nchecks:\n- invalid:")).values().validity();
    }

    @Test
    void theColumnItself() {
        Contract contract = contract(ofColumn("""
                data_type: character varying
                character_maximum_length: 20
                numeric_precision: 10
                numeric_scale: 2
                datetime_precision: 3
                description: free text
                optional: false
                """));

        assertThat(contract.columns()).containsExactly(new Column(
                "c",
                Optional.of("character varying"),
                new TypeParameters(OptionalInt.of(20), OptionalInt.of(10), OptionalInt.of(2), OptionalInt.of(3))));
        assertThat(contract(ofColumn("")).columns())
                .containsExactly(new Column("c", Optional.empty(), TypeParameters.NONE));
    }

    @Test
    void everyRuleOfValidity() {
        Validity validity = validity("""
                valid_values: [a, 5, true, 2024-01-01, 2024-01-01 10:00:00]
                invalid_values: ['5']
                valid_format: {regex: '^\\d+$', name: digits}
                invalid_format: {regex: x, name: an x}
                valid_min: 1.5
                valid_max: 7
                valid_length: 3
                valid_min_length: 2
                valid_max_length: 4
                valid_reference_data: {dataset: wh/db/countries, column: code}
                """);

        assertThat(validity).isEqualTo(new Validity(
                Optional.of(List.of(
                        new Literal.Text("a"),
                        new Literal.Decimal(BigDecimal.valueOf(5)),
                        new Literal.Truth(true),
                        new Literal.Date(LocalDate.of(2024, 1, 1)),
                        new Literal.DateTime(LocalDateTime.of(2024, 1, 1, 10, 0), null))),
                Optional.of(List.of(new Literal.Text("5"))),
                Optional.of(new Format("^\\d+$", "digits")),
                Optional.of(new Format("x", "an x")),
                Optional.of(new BigDecimal("1.5")),
                Optional.of(new BigDecimal("7")),
                OptionalInt.of(3),
                OptionalInt.of(2),
                OptionalInt.of(4),
                Optional.of(new Reference(new DatasetName("wh", List.of("db"), "countries"), "code"))));
    }

    @Test
    void nullInAListIsLeftOut() {
        assertThat(validity("valid_values: [a, null, ~]").validValues())
                .contains(List.of(new Literal.Text("a")));
        assertThat(validity("invalid_values: [null, a]").invalidValues())
                .contains(List.of(new Literal.Text("a")));
        assertThat(((MissingCheck) columnCheck("missing_values: [N/A, null]\nchecks:\n- missing:"))
                        .values().missing().values())
                .containsExactly(new Literal.Text("N/A"));
    }

    @Test
    void anEmptyListOfValidValuesIsARule() {
        assertThat(validity("valid_values: []").validValues()).contains(List.of());
    }

    @Test
    void aCheckReplacesAWholeGroupOfItsColumn() {
        // Given a column with both groups, and a check with one key of the validity group
        InvalidCheck check = (InvalidCheck) columnCheck("""
                missing_values: [N/A]
                missing_format: {regex: '^-+$', name: dashes}
                valid_min: 0
                valid_max: 9
                checks:
                - invalid: {valid_max: 5}
                """);

        // Then validity is the check's alone, what is missing still the column's
        assertThat(check.values().validity().min()).isEmpty();
        assertThat(check.values().validity().max()).contains(BigDecimal.valueOf(5));
        assertThat(check.values().missing())
                .isEqualTo(new Missing(
                        List.of(new Literal.Text("N/A")), Optional.of(new Format("^-+$", "dashes"))));
    }

    @Test
    void oneKeyOfTheMissingGroupReplacesTheOther() {
        MissingCheck check = (MissingCheck) columnCheck("""
                missing_values: [N/A]
                checks:
                - missing: {missing_format: {regex: x, name: x}}
                """);

        assertThat(check.values().missing())
                .isEqualTo(new Missing(List.of(), Optional.of(new Format("x", "x"))));
    }

    @Test
    void anExpressionReplacesTheColumn() {
        String column = "column_expression: ' lower(c) '\nchecks:\n";

        assertThat(((DuplicateCheck) columnCheck("checks:\n- duplicate:")).values().expression())
                .isEqualTo(new ColumnExpression.Plain("c"));
        assertThat(((DuplicateCheck) columnCheck(column + "- duplicate:")).values().expression())
                .isEqualTo(new ColumnExpression.Computed("c", "lower(c)"));
        assertThat(((DuplicateCheck) columnCheck(column + "- duplicate: {column_expression: trim(c)}"))
                        .values().expression())
                .isEqualTo(new ColumnExpression.Computed("c", "trim(c)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nmae: x                                    | 3:2 contract.unknown-key",
        "data_type: 5                               | 3:13 contract.wrong-type",
        "numeric_precision: -1                      | 3:21 contract.not-a-count",
        "numeric_precision: 1.5                     | 3:21 contract.not-a-count",
        "numeric_precision: '10'                    | 3:21 contract.wrong-type",
        "numeric_precision: 99999999999             | 3:21 contract.not-a-count",
        "valid_length: -3                           | 3:16 contract.not-a-count",
        "valid_min: abc                             | 3:13 contract.wrong-type",
        "valid_values: a                            | 3:16 contract.wrong-type",
        "valid_values: [a, [b]]                     | 3:20 contract.wrong-type",
        "valid_format: '^a'                         | 3:16 contract.wrong-type",
        "valid_format: {regex: a}                   | 3:16 contract.required",
        "valid_format: {name: a}                    | 3:16 contract.required",
        "valid_format: {regx: a, regex: a, name: a} | 3:17 contract.unknown-key",
        "missing_format: {regex: 5, name: a}        | 3:26 contract.wrong-type",
        "valid_reference_data: {dataset: wh/b}      | 3:24 contract.required",
        "valid_reference_data: {column: a}          | 3:24 contract.required",
        "valid_reference_data: {dataset: a, column: b} | 3:34 contract.dataset-name",
        "checks: []                                 | 3:10 contract.empty-checks",
        "checks: 5                                  | 3:10 contract.wrong-type",
        "optional: maybe                            | 3:12 contract.wrong-type",
    })
    void faultsOfColumns(String setting, String fault) {
        assertThat(faults(ofColumn(setting))).containsExactly(fault);
    }

    @Test
    void warningsOfColumns() {
        assertThat(faults(ofColumn("optional: true"))).containsExactly("3:2 contract.unsupported-optional");
        assertThat(faults(ofColumn("valid_reference_data: {dataset: other/db/t, column: b}")))
                .containsExactly("3:34 contract.reference-source");
    }

    @Test
    void columnsNeedANameOfTheirOwn() {
        String text = "dataset: a/b\ncolumns:\n- name: c\n- data_type: text\n- name: c\n- just text\n- name: 5\n";

        assertThat(faults(text)).containsExactly(
                "3:2 contract.required",
                "4:8 contract.duplicate-column",
                "5:2 contract.wrong-type",
                "6:8 contract.wrong-type");
    }
}
