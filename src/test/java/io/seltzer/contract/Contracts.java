package io.seltzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.contract.ContractReading.Accepted;
import io.seltzer.yaml.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads contracts for tests.
final class Contracts {
    static final Instant STARTED = Instant.parse("2026-05-04T08:00:00.123Z");

    private Contracts() {}

    static ContractReading reading(String text) {
        return ContractParser.read("orders.yml", text, ContractVariables.none(STARTED));
    }

    static ContractReading reading(String text, Map<String, String> provided) {
        return reading(text, provided, name -> Optional.empty());
    }

    static ContractReading reading(
            String text, Map<String, String> provided, Function<String, Optional<String>> environment) {
        Instant dataTimestamp = Instant.parse("2026-05-01T00:00:00Z");
        return ContractParser.read(
                "orders.yml", text, new ContractVariables(provided, environment, STARTED, dataTimestamp));
    }

    static Contract accepted(ContractReading reading) {
        assertThat(reading.faults()).filteredOn(fault -> fault.severity() == Fault.Severity.ERROR).isEmpty();
        return ((Accepted) reading).contract();
    }

    static Contract contract(String text) {
        return accepted(reading(text));
    }

    /// The only check of a column of its own; `settings` are lines of the column, below its name.
    static Check columnCheck(String settings) {
        return contract(ofColumn(settings)).checks().getFirst();
    }

    /// The only check of a dataset without columns; `body` stands after `checks:`, in flow style.
    static Check datasetCheck(String checks) {
        return contract("dataset: wh/db/orders\ncolumns: []\nchecks: " + checks + "\n").checks().getFirst();
    }

    /// Line 3 (from 0) is the first of the settings.
    static String ofColumn(String settings) {
        return "dataset: wh/db/orders\ncolumns:\n- name: c\n" + settings.stripIndent().indent(2);
    }

    /// `line:column code`, counted from 0, of all faults.
    static List<String> faults(String text) {
        return faults(reading(text));
    }

    static List<String> faults(ContractReading reading) {
        return reading.faults().stream()
                .map(fault -> fault.position().line() + ":" + fault.position().column() + " " + fault.code())
                .toList();
    }
}
