package io.seltzer.contract;

import io.seltzer.contract.Column.TypeParameters;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the key `columns` (contract-language §5).
final class ColumnsReader {
    static final List<String> PARAMETERS = List.of(
            "character_maximum_length", "numeric_precision", "numeric_scale", "datetime_precision");
    static final List<String> KEYS = CheckKeys.with(
            CheckKeys.with(
                    List.of("name", "data_type", "column_expression", "checks", "description", "optional"), PARAMETERS),
            ValueRules.KEYS);

    private final CheckListReader checkLists;
    private final String source;
    private final TypeRules types;
    private final VariableScope variables;
    private final Faults faults;
    private final Map<String, Position> places = new HashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    /// Columns and their checks, both in the order of the file.
    record Columns(List<Column> columns, List<Check> checks) {}

    /// @param source the data source of the contract's dataset
    ColumnsReader(
            CheckListReader checkLists, String source, TypeRules types, VariableScope variables, Faults faults) {
        this.checkLists = checkLists;
        this.source = source;
        this.types = types;
        this.variables = variables;
        this.faults = faults;
    }

    Columns read(Fields contract) {
        contract.require("columns");
        for (YamlNode element : contract.items("columns")) {
            if (element instanceof YamlMap map) {
                column(variables.fields(map, "the column"));
            } else {
                faults.error(
                        "contract.wrong-type",
                        "A column must be a mapping with a name, but is " + element.kind() + ".",
                        element.position());
            }
        }
        return new Columns(columns, checks);
    }

    private void column(Fields fields) {
        fields.refuseAllBut(KEYS);
        Optional<String> name = fields.requiredText("name").filter(given -> isNew(given, fields));
        if (fields.truth("optional")) {
            fields.warning(
                    "contract.unsupported-optional",
                    "optional is not evaluated in this version: the schema check misses an absent column.",
                    fields.map().keyPosition("optional"));
        }
        fields.text("description");
        Optional<String> type = fields.text("data_type").filter(text -> !text.isBlank());
        type.ifPresent(given -> refuseParametersOfOtherTypes(given, fields));
        TypeParameters parameters = new TypeParameters(
                fields.count("character_maximum_length"),
                fields.count("numeric_precision"),
                fields.count("numeric_scale"),
                fields.count("datetime_precision"));
        name.ifPresent(given -> columns.add(new Column(given, type, parameters)));
        // The checks of a column without a name of its own are read for their faults; the place keeps them apart.
        ColumnDefaults defaults = new ColumnDefaults(
                name.orElseGet(() -> fields.map().position().toString()),
                fields.trimmed("column_expression"),
                ValueRules.read(fields, source));
        checks.addAll(checkLists.read(fields, Optional.of(defaults)));
    }

    private void refuseParametersOfOtherTypes(String type, Fields fields) {
        PARAMETERS.stream()
                .filter(fields::has)
                .filter(parameter -> !types.allow(parameter, type))
                .forEach(parameter -> fields.error(
                        "contract.type-parameter",
                        "A column of the type " + type + " has no " + parameter + ".",
                        fields.map().keyPosition(parameter)));
    }

    private boolean isNew(String name, Fields fields) {
        Position place = fields.map().positionOf("name");
        Position first = places.putIfAbsent(name, place);
        if (first != null) {
            faults.error(
                    "contract.duplicate-column",
                    "The column " + name + " is already described at " + first + ". Describe a column once.",
                    place);
        }
        return first == null;
    }
}
