package io.seltzer.contract;

import io.seltzer.yaml.Faults;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Typed reads of one mapping (contract-language §1). A key that is absent, null or faulty reads as empty; what
/// is faulty was reported when the read returns. Placeholders are filled on the way.
final class Fields {
    private final YamlMap map;
    private final String place;
    private final VariableScope variables;
    private final Faults faults;

    /// @param place what the mapping is, for messages, e.g. "the column"
    Fields(YamlMap map, String place, VariableScope variables, Faults faults) {
        this.map = map;
        this.place = place;
        this.variables = variables;
        this.faults = faults;
    }

    YamlMap map() {
        return map;
    }

    boolean has(String key) {
        return map.get(key) != null;
    }

    boolean hasAny(Collection<String> keys) {
        return keys.stream().anyMatch(this::has);
    }

    void error(String code, String message, Position position) {
        faults.error(code, message, position);
    }

    void warning(String code, String message, Position position) {
        faults.warning(code, message, position);
    }

    void refuseAllBut(Collection<String> known) {
        refuseAllBut(known, "contract.unknown-key");
    }

    /// @param code of keys that are an error to every reader, however lenient
    void refuseAllBut(Collection<String> known, String code) {
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                faults.error(
                        code,
                        "Unknown key " + key + " in " + place + "." + NearestName.hint(key, known),
                        entry.keyPosition());
            }
        });
    }

    /// Keys that the language allows here and that change nothing.
    void warnOfIdle(Collection<String> keys) {
        keys.stream().filter(this::has).forEach(key ->
                faults.warning(
                        "contract.idle-key", key + " has no effect in " + place + ".", map.keyPosition(key)));
    }

    Optional<String> text(String key) {
        return scalar(key, "a text").flatMap(scalar -> switch (scalar.value()) {
            case Scalar.Text(String text) -> Optional.of(text);
            case Scalar _ -> wrongType(key, "a text", scalar, " Put it in quotes.");
        });
    }

    /// Without the space around it; blank reads as absent.
    Optional<String> trimmed(String key) {
        return text(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    Optional<String> requiredText(String key) {
        require(key);
        return text(key).filter(text -> {
            if (text.isBlank()) {
                faults.error("contract.blank", key + " must not be blank.", map.positionOf(key));
            }
            return !text.isBlank();
        });
    }

    /// SQL that the user wrote; blank is a fault.
    Optional<String> sql(String key) {
        return text(key).map(SqlText::of).filter(text -> {
            if (text.isEmpty()) {
                faults.error("contract.blank", key + " must not be blank.", map.positionOf(key));
            }
            return !text.isEmpty();
        });
    }

    void require(String key) {
        if (!has(key)) {
            String what = map.keys().contains(key) ? " has no value." : " is missing in " + place + ".";
            faults.error("contract.required", key + what, map.positionOf(key));
        }
    }

    Optional<BigDecimal> number(String key) {
        return scalar(key, "a number").flatMap(scalar -> switch (scalar.value()) {
            case Scalar.Decimal(BigDecimal number) -> Optional.of(number);
            case Scalar.Text _ ->
                wrongType(key, "a number", scalar, isVariable(key)
                        ? " Give the variable a number, or declare it with type: number."
                        : " Write a number without quotes.");
            case Scalar _ -> wrongType(key, "a number", scalar, "");
        });
    }

    private boolean isVariable(String key) {
        return map.get(key) instanceof YamlScalar(_, String text, _) && text.startsWith("${");
    }

    /// A whole number from 0.
    OptionalInt count(String key) {
        Optional<BigDecimal> number = number(key);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int count = number.get().intValueExact();
            if (count >= 0) {
                return OptionalInt.of(count);
            }
        } catch (ArithmeticException notWholeOrTooLarge) {
            // reported below, as a negative number is
        }
        faults.error("contract.not-a-count", key + " must be a whole number from 0.", map.positionOf(key));
        return OptionalInt.empty();
    }

    /// False when absent.
    boolean truth(String key) {
        return scalar(key, "true or false")
                .flatMap(scalar -> switch (scalar.value()) {
                    case Scalar.Truth(boolean truth) -> Optional.of(truth);
                    case Scalar _ -> this.<Boolean>wrongType(key, "true or false", scalar, "");
                })
                .orElse(false);
    }

    /// Any scalar as a text, as identities want it.
    Optional<String> anyScalar(String key) {
        return scalar(key, "a text").map(scalar -> ScalarText.of(scalar.value()));
    }

    Optional<Fields> fields(String key, String innerPlace) {
        return switch (map.get(key)) {
            case null -> Optional.empty();
            case YamlMap inner -> Optional.of(inner(inner, innerPlace));
            case YamlNode other -> wrongType(key, "a mapping", other, "");
        };
    }

    /// Another mapping of the same file.
    Fields inner(YamlMap inner, String innerPlace) {
        return new Fields(inner, innerPlace, variables, faults);
    }

    /// The mappings of a list.
    List<Fields> elements(String key, String innerPlace) {
        List<Fields> elements = new ArrayList<>();
        for (YamlNode item : list(key).map(YamlList::items).orElse(List.of())) {
            if (item instanceof YamlMap inner) {
                elements.add(inner(inner, innerPlace));
            } else {
                faults.error(
                        "contract.wrong-type",
                        "A member of " + key + " must be a mapping, but is " + item.kind() + ".",
                        item.position());
            }
        }
        return elements;
    }

    /// The scalar with its placeholders filled; empty, with an error, when one stands for nothing.
    Optional<YamlScalar> resolved(YamlScalar scalar) {
        return variables.resolve(scalar);
    }

    Optional<YamlList> list(String key) {
        return switch (map.get(key)) {
            case null -> Optional.empty();
            case YamlList list -> Optional.of(list);
            case YamlNode other -> wrongType(key, "a list", other, "");
        };
    }

    /// Scalars of a list, without its nulls.
    Optional<List<YamlScalar>> scalars(String key) {
        return members(key).map(members -> members.stream()
                .filter(member -> !(member.value() instanceof Scalar.Null))
                .toList());
    }

    /// Scalars of a list, nulls too.
    Optional<List<YamlScalar>> members(String key) {
        return list(key).map(list -> members(key, list));
    }

    private List<YamlScalar> members(String key, YamlList list) {
        List<YamlScalar> scalars = new ArrayList<>();
        for (YamlNode item : list.items()) {
            switch (item) {
                case YamlScalar scalar -> variables.resolve(scalar).ifPresent(scalars::add);
                case YamlNode other ->
                    faults.error(
                            "contract.wrong-type",
                            "A member of " + key + " must be a single value, but is " + other.kind() + ".",
                            other.position());
            }
        }
        return scalars;
    }

    /// The texts of a list, without its nulls.
    Optional<List<String>> texts(String key) {
        return scalars(key).map(scalars -> {
            List<String> texts = new ArrayList<>();
            for (YamlScalar scalar : scalars) {
                if (scalar.value() instanceof Scalar.Text(String text)) {
                    texts.add(text);
                } else {
                    faults.error(
                            "contract.wrong-type",
                            "A member of " + key + " must be a text, but is " + scalar.kind() + ". Put it in quotes.",
                            scalar.position());
                }
            }
            return texts;
        });
    }

    Optional<YamlScalar> scalar(String key, String wanted) {
        return switch (map.get(key)) {
            case null -> Optional.empty();
            case YamlScalar scalar -> variables.resolve(scalar);
            case YamlNode other -> wrongType(key, wanted, other, "");
        };
    }

    private <T> Optional<T> wrongType(String key, String wanted, YamlNode found, String help) {
        faults.error(
                "contract.wrong-type",
                key + " must be " + wanted + ", but is " + found.kind() + "." + help,
                map.positionOf(key));
        return Optional.empty();
    }
}
