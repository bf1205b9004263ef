package io.seltzer.contract;

import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.Entry;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the key `checks` of a contract or a column (contract-language §7).
final class CheckListReader {
    private final CheckReader checks;
    private final VariableScope variables;
    private final Faults faults;

    CheckListReader(CheckReader checks, VariableScope variables, Faults faults) {
        this.checks = checks;
        this.variables = variables;
        this.faults = faults;
    }

    /// @param owner the contract or the column
    List<Check> read(Fields owner, Optional<ColumnDefaults> column) {
        List<YamlNode> elements = owner.list("checks").map(YamlList::items).orElse(List.of());
        if (owner.has("checks") && owner.map().get("checks") instanceof YamlList(var items, _) && items.isEmpty()) {
            owner.error(
                    "contract.empty-checks",
                    "checks is empty. Add a check, or leave the key out.",
                    owner.map().positionOf("checks"));
        }
        List<Check> read = new ArrayList<>();
        elements.forEach(element -> element(element, column).ifPresent(read::add));
        return read;
    }

    private Optional<Check> element(YamlNode element, Optional<ColumnDefaults> column) {
        return switch (element) {
            case YamlMap map when map.entries().size() == 1 -> {
                Map.Entry<String, Entry> only = map.entries().entrySet().iterator().next();
                yield check(only.getKey(), only.getValue(), column);
            }
            case YamlMap map -> refused(
                    "contract.check-shape",
                    "A check has one key, its type; here are " + String.join(", ", map.keys())
                            + ". Indent the settings of the check below its type.",
                    map.position());
            case YamlScalar(Scalar.Text(String type), _, Position position) -> refused(
                    "contract.check-shape",
                    "A check needs a colon after its type: - " + type + ":",
                    position);
            case YamlNode other -> refused(
                    "contract.check-shape",
                    "A check must be a mapping from its type to its settings, but is " + other.kind() + ".",
                    other.position());
        };
    }

    private Optional<Check> check(String key, Entry entry, Optional<ColumnDefaults> column) {
        Position place = entry.keyPosition();
        Optional<CheckType> type = CheckType.of(key);
        if (type.isEmpty()) {
            return refused(
                    "contract.unknown-check",
                    "There is no check of the type " + key + "." + NearestName.hint(key, CheckType.keys()),
                    place);
        }
        return switch (entry.value()) {
            case YamlMap body -> Optional.of(checks.read(type.get(), fields(key, body), place, column));
            case YamlScalar(Scalar.Null _, _, _) ->
                Optional.of(checks.read(type.get(), fields(key, new YamlMap(Map.of(), place)), place, column));
            case YamlNode other -> refused(
                    "contract.wrong-type",
                    "The settings of the " + key + " check must be a mapping, but are " + other.kind() + ".",
                    other.position());
        };
    }

    private Fields fields(String type, YamlMap body) {
        return variables.fields(body, "the " + type + " check");
    }

    private Optional<Check> refused(String code, String message, Position position) {
        faults.error(code, message, position);
        return Optional.empty();
    }
}
