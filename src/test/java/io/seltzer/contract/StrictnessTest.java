package io.seltzer.contract;

import static io.seltzer.contract.Contracts.faults;
import static io.seltzer.contract.Contracts.ofColumn;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.ContractReading.Accepted;
import io.seltzer.contract.ContractReading.Faulty;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictnessTest {
    private static ContractReading leniently(String text) {
        return ContractParser.read(
                "orders.yml", text, ContractVariables.none(Contracts.STARTED), Strictness.LENIENT, _ -> TypeRules.BASE);
    }

    private static ContractReading of(String text, TypeRules types) {
        return ContractParser.read(
                "orders.yml", text, ContractVariables.none(Contracts.STARTED), Strictness.STRICT, _ -> types);
    }

    @Test
    void aLenientReaderWarnsOfUnknownKeys() {
        String text = ofColumn("colour: red\nchecks:\n- missing: {nmae: x, threshold: {must: 1}}") + "owner: me\n";

        assertThat(Contracts.reading(text)).isInstanceOf(Faulty.class);
        assertThat(leniently(text)).isInstanceOf(Accepted.class);
        assertThat(faults(leniently(text))).hasSize(4).allMatch(fault -> fault.endsWith("contract.unknown-key"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "- missing: {threshold: {must_be: 1, must_not_be: 2}}                            | contract.several-comparisons",
        "- missing: {threshold: {must_be: 1, additional: {must_be: 2, level: warn, x: 1}}} | contract.additional-key",
        "- missing: {filter: '${env.NONE}'}                                              | contract.missing-environment",
        "- mising:                                                                       | contract.unknown-check",
    })
    void nothingElseIsTakenLightly(String check, String code) {
        assertThat(leniently(ofColumn("checks:\n" + check)))
                .isInstanceOfSatisfying(Faulty.class, faulty -> assertThat(faulty.faults())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.code()).isEqualTo(code)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text            | character_maximum_length | BASE     | true",
        "text            | character_maximum_length | POSTGRES | false",
        "VARCHAR(20)     | character_maximum_length | DUCKDB   | true",
        "boolean         | datetime_precision       | BASE     | false",
        "integer         | numeric_precision        | POSTGRES | false",
        "numeric         | numeric_scale            | POSTGRES | true",
        "int4            | numeric_scale            | BASE     | true",
        "int4            | numeric_scale            | POSTGRES | false",
        "hugeint         | numeric_precision        | POSTGRES | true",
        "hugeint         | numeric_precision        | DUCKDB   | false",
        "timestamp_tz    | datetime_precision       | BASE     | true",
        "timestamptz     | datetime_precision       | POSTGRES | true",
        "my_type         | datetime_precision       | POSTGRES | true",
    })
    void aKnownTypeHasOnlyItsParameters(String type, String parameter, String rules, boolean allowed) {
        TypeRules types =
                switch (rules) {
                    case "POSTGRES" -> TypeRules.POSTGRES;
                    case "DUCKDB" -> TypeRules.DUCKDB;
                    default -> TypeRules.BASE;
                };

        ContractReading reading = of(ofColumn("data_type: " + type + "\n" + parameter + ": 3"), types);

        assertThat(faults(reading)).isEqualTo(allowed ? List.of() : List.of("4:2 contract.type-parameter"));
    }
}
