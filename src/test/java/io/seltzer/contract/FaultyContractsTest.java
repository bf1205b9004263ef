package io.seltzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.ContractReading.Accepted;
import io.seltzer.contract.ContractReading.Faulty;
import io.seltzer.contract.FaultyContracts.FaultyContract;
import io.seltzer.yaml.Fault;
import io.seltzer.yaml.Fault.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fault that contract-language §14 lists for a file, each in a file of its own that says what is expected.
class FaultyContractsTest {
    /// Faults of a run, not of a file, are missing here: queries without rows, options of commands.
    private static final List<String> CATALOGUE = List.of(
            // the file
            "yaml-syntax", "yaml-second-document", "duplicate-key", "nested-too-deeply", "root-not-a-mapping-empty",
            "root-not-a-mapping-list", "root-not-a-mapping-text", "columns-missing", "columns-null", "empty-checks",
            "required-dataset", "required-column-name", "required-format-parts", "required-reference-parts",
            "unsupported-kind", "dataset-name-of-one-part", "wrong-type-in-the-contract", "wrong-type-in-a-column",
            "wrong-type-in-a-check", "quoted-number",
            // variables
            "variable-without-value", "variable-declarations", "unknown-variable", "environment-in-default",
            "now-not-a-time-declared", "now-not-a-time-given", "freshness-now",
            // columns
            "duplicate-column", "type-parameter",
            // checks
            "check-without-exactly-one-key", "check-without-colon", "unknown-check", "freshness-in-a-column",
            "freshness-without-column", "duplicate-without-columns", "aggregate-without-function", "unknown-function",
            "invalid-without-validity", "failed-rows-without-a-form", "failed-rows-in-several-forms",
            "failed-rows-share-of-unknown", "failed-rows-key-columns", "metric-without-source", "duplicate-identity",
            // thresholds
            "threshold-required", "bad-range", "bad-range-order", "metric-not-allowed", "metric-invalid", "unit-not-allowed",
            "unit-invalid", "additional", "level-null", "unknown-key", "several-comparisons",
            // scopes
            "scopes-null", "scope-body", "scope-schedule", "scope-key", "scope-of-a-check",
            // warnings
            "warning-unknown-level", "warning-reversed-additional", "warning-unreachable",
            "warning-rows-tested-with-expression", "warning-key-mapping-without-keys-query");

    private static Stream<FaultyContract> contracts() {
        return FaultyContracts.all().stream();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void hasExactlyTheFaultsThatItSays(FaultyContract contract) {
        // When
        ContractReading reading = ContractParser.read(
                contract.name(),
                contract.text(),
                new ContractVariables(
                        contract.given(), _ -> Optional.empty(), Contracts.STARTED, Contracts.STARTED));

        // Then
        assertThat(reading.faults()).extracting(FaultyContractsTest::line).containsExactlyElementsOf(contract.faults());
        boolean hasErrors = contract.faults().stream().anyMatch(line -> line.startsWith("error"));
        assertThat(reading).isInstanceOf(hasErrors ? Faulty.class : Accepted.class);
    }

    private static String line(Fault fault) {
        String severity = fault.severity() == Severity.ERROR ? "error" : "warning";
        int line = fault.position().line() + 1;
        int column = fault.position().column() + 1;
        return severity + " " + line + ":" + column + " " + fault.code();
    }

    @Test
    void noFaultOfTheCatalogueIsMissing() {
        assertThat(FaultyContracts.all())
                .allSatisfy(contract -> assertThat(contract.faults()).isNotEmpty())
                .extracting(FaultyContract::key)
                .containsAll(CATALOGUE);
    }
}
