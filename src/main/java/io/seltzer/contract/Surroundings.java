package io.seltzer.contract;

import io.seltzer.contract.CheckHeader.Attribute;
import io.seltzer.yaml.Fields;
import java.util.Map;
import java.util.Optional;

/// What a check inherits from the contract, or from its scope.
///
/// @param filter of the rows, variables resolved
record Surroundings(Optional<String> filter, Map<String, Attribute> attributes) {
    static final Surroundings NONE = new Surroundings(Optional.empty(), Map.of());

    /// Reads the keys `filter` and `check_attributes`.
    static Surroundings read(Fields fields) {
        return new Surroundings(fields.trimmed("filter"), AttributesReader.read(fields, "check_attributes"));
    }
}
