package io.seltzer.contract;

import io.seltzer.contract.VariableScope.Value;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Placeholders;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.ScalarResolution;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.Entry;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads the key `variables` and gives each declared variable its value (contract-language §4.2, §4.3).
final class VariableDeclarations {
    static final List<String> KEYS = List.of("default", "type", "required");
    private static final String NOW = "NOW";

    private final ContractVariables given;
    private final Faults faults;
    private final Map<String, Optional<Value>> values = new LinkedHashMap<>();

    private VariableDeclarations(ContractVariables given, Faults faults) {
        this.given = given;
        this.faults = faults;
    }

    static VariableScope read(YamlMap contract, ContractVariables given, Faults faults) {
        return new VariableDeclarations(given, faults).read(contract);
    }

    private VariableScope read(YamlMap contract) {
        Map<String, Position> places = new LinkedHashMap<>();
        switch (contract.get("variables")) {
            case null -> {}
            case YamlMap declared ->
                declared.entries().forEach((name, entry) -> {
                    places.put(name, placeOfValue(entry));
                    values.put(name, rawValue(name, entry));
                });
            case YamlNode other ->
                faults.error(
                        "contract.wrong-type",
                        "variables must be a mapping from names to declarations, but is " + other.kind() + ".",
                        other.position());
        }
        resolveInOrder(places);
        String now = given.provided().get(NOW);
        if (now != null) {
            values.putIfAbsent(NOW, Optional.of(Value.text(now)));
        }
        checkNow(places.getOrDefault(NOW, contract.position()));
        return scope(Optional.of(given.environment()));
    }

    private VariableScope scope(Optional<Function<String, Optional<String>>> environment) {
        return new VariableScope(
                Collections.unmodifiableMap(values), environment, given.started(), given.dataTimestamp(), faults);
    }

    /// In one pass: a variable sees the final values of those above it and the raw values of those below.
    private void resolveInOrder(Map<String, Position> places) {
        VariableScope sofar = scope(Optional.empty());
        places.forEach((name, place) -> {
            Optional<Value> raw = values.getOrDefault(name, Optional.empty());
            values.put(
                    name,
                    raw.flatMap(value -> sofar.resolve(new YamlScalar(value.scalar(), value.text(), place)))
                            .map(scalar -> new Value(scalar.value(), scalar.text())));
        });
    }

    private static Position placeOfValue(Entry entry) {
        return entry.value() instanceof YamlMap declaration && declaration.keys().contains("default")
                ? declaration.positionOf("default")
                : entry.keyPosition();
    }

    private Optional<Value> rawValue(String name, Entry entry) {
        if (!Placeholders.canName(name)) {
            faults.error(
                    "contract.variable-name",
                    "No placeholder can refer to this variable: a name has letters, digits and _,"
                            + " and starts with a letter or _.",
                    entry.keyPosition());
        }
        return switch (entry.value()) {
            case YamlMap declaration -> rawValue(name, declaration, entry.keyPosition());
            case YamlScalar(Scalar.Null _, _, _) ->
                rawValue(name, new YamlMap(Map.of(), entry.keyPosition()), entry.keyPosition());
            case YamlNode other -> {
                faults.error(
                        "contract.wrong-type",
                        "The variable " + name + " must be a mapping, but is " + other.kind()
                                + ". Write its value below it, as default: ...",
                        other.position());
                yield Optional.empty();
            }
        };
    }

    private Optional<Value> rawValue(String name, YamlMap declaration, Position place) {
        declaration.entries().forEach((key, entry) -> {
            if (!KEYS.contains(key)) {
                faults.error(
                        "contract.unknown-key",
                        "Unknown key " + key + " in the variable " + name + "." + NearestName.hint(key, KEYS),
                        entry.keyPosition());
            }
        });
        boolean isNumber = declaration.get("type") instanceof YamlScalar(Scalar _, String type, Position _)
                && type.equals("number");
        YamlNode byDefault = declaration.get("default");
        if (byDefault != null && !isTextOrNumber(byDefault)) {
            faults.error(
                    "contract.wrong-type",
                    "The default of the variable " + name + " must be a text or a number, but is "
                            + byDefault.kind() + ". Put it in quotes.",
                    byDefault.position());
            return Optional.empty();
        }
        String provided = given.provided().get(name);
        if (provided != null) {
            boolean guess = byDefault == null && declaration.get("type") == null;
            boolean numberByDefault = byDefault instanceof YamlScalar(Scalar.Decimal _, _, _);
            return Optional.of(value(provided, isNumber || guess || numberByDefault));
        }
        if (byDefault instanceof YamlScalar scalar) {
            return Optional.of(isNumber ? value(scalar.text(), true) : new Value(scalar.value(), scalar.text()));
        }
        faults.error(
                "contract.variable-without-value",
                "The variable " + name + " has no value: it has no default, and none was given for this run.",
                place);
        return Optional.empty();
    }

    private static boolean isTextOrNumber(YamlNode node) {
        return node instanceof YamlScalar(Scalar value, _, _)
                && (value instanceof Scalar.Text || value instanceof Scalar.Decimal);
    }

    /// Values come from a command line as texts. They are numbers where the file says so, or where it says
    /// nothing and they look like it.
    private static Value value(String text, boolean numberIfPossible) {
        return numberIfPossible && ScalarResolution.plain(text) instanceof Scalar.Decimal number
                ? new Value(number, text)
                : Value.text(text);
    }

    private void checkNow(Position position) {
        values.getOrDefault(NOW, Optional.empty()).ifPresent(now -> {
            if (Timestamps.instant(now.text()).isEmpty()) {
                faults.error(
                        "contract.variable-now",
                        "The variable NOW must be a time like 2026-05-04T08:00:00Z.",
                        position);
            }
        });
    }
}
