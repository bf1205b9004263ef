package io.seltzer.contract;

import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Fields.Language;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Placeholders;
import io.seltzer.yaml.Placeholders.Placeholder;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Fills placeholders in the scalars of one file (contract-language §4.1). A name that stands for nothing is
/// an error at the scalar's place; its message names the variable and never shows a value.
final class VariableScope {
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'");
    private static final List<String> NAMESPACES = List.of("var", "soda", "env");
    private static final String NOW = "NOW";

    /// The value of a variable.
    ///
    /// @param text stands in for a placeholder within a longer text
    /// @param scalar stands in for a text that is nothing but a placeholder
    record Value(Scalar scalar, String text) {
        static Value text(String text) {
            return new Value(new Scalar.Text(text), text);
        }
    }

    private final Map<String, Optional<Value>> variables;
    private final Optional<Function<String, Optional<String>>> environment;
    private final Map<String, Value> soda;
    private final Faults faults;

    /// @param variables by name; empty for one whose value is faulty, so that its uses are no further faults
    /// @param environment empty where the environment is out of bounds
    VariableScope(
            Map<String, Optional<Value>> variables,
            Optional<Function<String, Optional<String>>> environment,
            Instant started,
            Instant dataTimestamp,
            Faults faults) {
        this.variables = variables;
        this.environment = environment;
        this.soda = Map.of(NOW, Value.text(text(started)), "DATA_TIMESTAMP", Value.text(text(dataTimestamp)));
        this.faults = faults;
    }

    private static String text(Instant instant) {
        return INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    /// Typed reads of a mapping of the file.
    ///
    /// @param place what the mapping is, for messages
    Fields fields(YamlMap map, String place) {
        return new Fields(map, place, new Language("contract", this::resolve), faults);
    }

    /// The scalar with its placeholders filled: typed when it is one whole placeholder, else a text. Empty,
    /// with an error, when a placeholder stands for nothing.
    Optional<YamlScalar> resolve(YamlScalar scalar) {
        if (!(scalar.value() instanceof Scalar.Text(String text)) || !Placeholders.occursIn(text)) {
            return Optional.of(scalar);
        }
        Map<Placeholder, Value> values = new HashMap<>();
        List<Placeholder> placeholders = Placeholders.in(text).stream().distinct().toList();
        placeholders.forEach(placeholder ->
                value(placeholder, scalar.position()).ifPresent(value -> values.put(placeholder, value)));
        if (values.size() < placeholders.size()) {
            return Optional.empty();
        }
        if (Placeholders.isWhole(text)) {
            Value value = values.values().iterator().next();
            return Optional.of(new YamlScalar(value.scalar(), value.text(), scalar.position()));
        }
        String resolved = Placeholders.resolve(text, (namespace, name) ->
                Optional.ofNullable(values.get(new Placeholder(namespace, name))).map(Value::text));
        return Optional.of(new YamlScalar(new Scalar.Text(resolved), resolved, scalar.position()));
    }

    private Optional<Value> value(Placeholder placeholder, Position position) {
        return switch (placeholder.namespace()) {
            case "var" -> variable(placeholder, position);
            case "soda" -> soda(placeholder, position);
            case "env" -> environment(placeholder, position);
            // Secrets are filled in where the contract runs, before it is read.
            case "secret" -> Optional.of(Value.text(placeholder.toString()));
            default -> {
                faults.warning(
                        "contract.unknown-namespace",
                        placeholder + " stays as it is: " + placeholder.namespace() + " is no kind of variable."
                                + NearestName.hint(placeholder.namespace(), NAMESPACES),
                        position);
                yield Optional.of(Value.text(placeholder.toString()));
            }
        };
    }

    boolean declares(String name) {
        return variables.containsKey(name);
    }

    /// The value of a declared variable, or of NOW where a caller gave it; empty when there is none of the name, or a
    /// faulty one.
    Optional<Value> named(String name) {
        return variables.getOrDefault(name, Optional.empty());
    }

    /// Which variable somebody meant who wrote an unknown name.
    String hint(String name) {
        return variables.isEmpty()
                ? " Declare it under variables."
                : NearestName.hint(name, variables.keySet());
    }

    private Optional<Value> variable(Placeholder placeholder, Position position) {
        Optional<Value> declared = variables.get(placeholder.name());
        if (declared != null) {
            return declared;
        }
        String help = placeholder.name().equals(NOW) ? " Did you mean ${soda.NOW}?" : hint(placeholder.name());
        faults.error(
                "contract.unknown-variable",
                "The variable " + placeholder.name() + " is not declared." + help,
                position);
        return Optional.empty();
    }

    private Optional<Value> soda(Placeholder placeholder, Position position) {
        if (placeholder.name().equals("PAGINATION")) {
            return Optional.of(Value.text(placeholder.toString()));
        }
        Optional<Value> value = Optional.ofNullable(soda.get(placeholder.name()));
        if (value.isEmpty()) {
            faults.error(
                    "contract.unknown-variable",
                    "There is no " + placeholder + "."
                            + soda.keySet().stream().sorted().collect(
                                    Collectors.joining(", ", " Known here: ", ".")),
                    position);
        }
        return value;
    }

    private Optional<Value> environment(Placeholder placeholder, Position position) {
        if (environment.isEmpty()) {
            faults.error(
                    "contract.environment-in-default",
                    "The value of a variable cannot use " + placeholder + ". Use it where the variable is used.",
                    position);
            return Optional.empty();
        }
        Optional<String> text = environment.get().apply(placeholder.name());
        if (text.isEmpty()) {
            faults.error(
                    "contract.missing-environment",
                    "The environment has no variable " + placeholder.name() + ". Set it where the contract runs.",
                    position);
        }
        return text.map(Value::text);
    }
}
