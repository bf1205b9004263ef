package io.seltzer.contract;

import io.seltzer.yaml.Fields;
import java.util.Optional;

/// Reads dataset names with their faults.
final class DatasetNames {
    private DatasetNames() {}

    static Optional<DatasetName> required(Fields fields, String key) {
        return fields.requiredText(key).flatMap(text -> {
            Optional<DatasetName> name = DatasetName.parse(text);
            if (name.isEmpty()) {
                fields.error(
                        "contract.dataset-name",
                        key + " must be a qualified name: the data source, then what the table lies in, then the"
                                + " table, with / between, e.g. warehouse/db/public/orders.",
                        fields.map().positionOf(key));
            }
            return name;
        });
    }
}
