package io.seltzer.contract;

import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What every check has.
///
/// @param type the type's key, e.g. `row_count`
/// @param name given or the type's default
/// @param identity 8 hexadecimal digits that stay the same while dataset, column, type and qualifier do
///     (contract-language §11)
/// @param path e.g. `columns.email.checks.missing`
/// @param scope key of the scope that the check belongs to
/// @param column for checks that stand under a column
/// @param filter SQL condition, variables resolved
/// @param definition YAML of the check as the wire wants it (cloud-protocol §5.2)
/// @param position of the check's body, or of its type key when the body is empty
public record CheckHeader(
        String type,
        String name,
        String identity,
        String path,
        Optional<String> scope,
        Optional<String> column,
        Optional<String> qualifier,
        Optional<String> filter,
        List<Attribute> attributes,
        String definition,
        Position position) {
    public CheckHeader {
        attributes = List.copyOf(attributes);
    }

    /// A free label of a check.
    ///
    /// @param values one, or several for a list; as the file has them, variables resolved
    public record Attribute(String name, List<Scalar> values, boolean isList) {
        public Attribute {
            values = List.copyOf(values);
        }

        /// A text, true or false, or a list whose members keep their types (cloud-protocol §5.2); null for a label
        /// without a value.
        public @Nullable Object onWire() {
            return isList
                    ? values.stream().map(ScalarText::onWireInList).toList()
                    : ScalarText.onWire(values.getFirst());
        }
    }
}
