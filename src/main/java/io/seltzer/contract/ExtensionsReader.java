package io.seltzer.contract;

import io.seltzer.yaml.Fields;
import java.util.List;

/// Reads what a contract says to products beside the scan: looked at for faults, not used.
final class ExtensionsReader {
    static final List<String> FAILED_ROWS_KEYS = List.of("strategy", "keys");

    private ExtensionsReader() {}

    static void read(Fields contract) {
        ScheduleReader.readRunner(contract);
        oneOf(contract, "diagnostics", "store_check_results");
        contract.fields("failed_rows", "failed_rows").ifPresent(rows -> {
            rows.refuseAllBut(FAILED_ROWS_KEYS);
            oneOf(rows, "strategy", "store_keys");
            rows.texts("keys");
        });
    }

    private static void oneOf(Fields fields, String key, String only) {
        fields.text(key).filter(word -> !word.equals(only)).ifPresent(_ -> fields.error(
                "contract.unknown-word", key + " must be " + only + ".", fields.map().positionOf(key)));
    }
}
