package io.seltzer.yaml;

import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Typed reads of one mapping of a file that users write (contract-language §1). A key that is absent, null or faulty reads
/// as empty; what is faulty was reported when the read returns.
public final class Fields {
    private final YamlMap map;
    private final String place;
    private final Language language;
    private final Faults faults;

    /// @param place what the mapping is, for messages, e.g. "the column"
    public Fields(YamlMap map, String place, Language language, Faults faults) {
        this.map = map;
        this.place = place;
        this.language = language;
        this.faults = faults;
    }

    /// What a file is written in.
    ///
    /// @param name before each code, e.g. `contract` in `contract.blank`
    /// @param placeholders fills those of a scalar; empty, with an error, when one stands for nothing
    public record Language(String name, Function<YamlScalar, Optional<YamlScalar>> placeholders) {
        /// One without placeholders.
        public Language(String name) {
            this(name, Optional::of);
        }
    }

    public YamlMap map() {
        return map;
    }

    public boolean has(String key) {
        return map.get(key) != null;
    }

    public boolean hasAny(Collection<String> keys) {
        return keys.stream().anyMatch(this::has);
    }

    public void error(String code, String message, Position position) {
        faults.error(code, message, position);
    }

    public void warning(String code, String message, Position position) {
        faults.warning(code, message, position);
    }

    public void refuseAllBut(Collection<String> known) {
        refuseAllBut(known, code("unknown-key"));
    }

    /// @param code of keys that are an error to every reader, however lenient
    public void refuseAllBut(Collection<String> known, String code) {
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
    public void warnOfIdle(Collection<String> keys) {
        keys.stream().filter(this::has).forEach(key ->
                faults.warning(
                        code("idle-key"), key + " has no effect in " + place + ".", map.keyPosition(key)));
    }

    public Optional<String> text(String key) {
        return scalar(key, "a text").flatMap(scalar -> switch (scalar.value()) {
            case Scalar.Text(String text) -> Optional.of(text);
            case Scalar _ -> wrongType(key, "a text", scalar, " Put it in quotes.");
        });
    }

    /// Without the space around it; blank reads as absent.
    public Optional<String> trimmed(String key) {
        return text(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    public Optional<String> requiredText(String key) {
        require(key);
        return filledText(key);
    }

    /// A text; blank is a fault.
    public Optional<String> filledText(String key) {
        return text(key).filter(text -> isFilled(key, text));
    }

    /// SQL that the user wrote; blank is a fault.
    public Optional<String> sql(String key) {
        return text(key).map(SqlText::of).filter(text -> isFilled(key, text));
    }

    private boolean isFilled(String key, String text) {
        if (text.isBlank()) {
            faults.error(code("blank"), key + " must not be blank.", map.positionOf(key));
        }
        return !text.isBlank();
    }

    /// A text that is one of several.
    ///
    /// @param reading empty for every other text
    public <T> Optional<T> oneOf(String key, Collection<String> known, Function<String, Optional<T>> reading) {
        return filledText(key).flatMap(text -> {
            Optional<T> read = reading.apply(text);
            if (read.isEmpty()) {
                faults.error(
                        code("unknown-value"),
                        "Unknown " + key + " " + text + "." + NearestName.hint(text, known),
                        map.positionOf(key));
            }
            return read;
        });
    }

    public void require(String key) {
        if (!has(key)) {
            String what = map.keys().contains(key) ? " has no value." : " is missing in " + place + ".";
            faults.error(code("required"), key + what, map.positionOf(key));
        }
    }

    public Optional<BigDecimal> number(String key) {
        return scalar(key, "a number").flatMap(scalar -> switch (scalar.value()) {
            case Scalar.Decimal(BigDecimal number) -> Optional.of(number);
            case Scalar.Text _ ->
                wrongType(key, "a number", scalar, isOfPlaceholder(key, scalar)
                        ? " Give the variable a number, or declare it with type: number."
                        : " Write a number without quotes.");
            case Scalar _ -> wrongType(key, "a number", scalar, "");
        });
    }

    private boolean isOfPlaceholder(String key, YamlScalar scalar) {
        return !scalar.equals(map.get(key));
    }

    /// A whole number from 0.
    public OptionalInt count(String key) {
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
        faults.error(code("not-a-count"), key + " must be a whole number from 0.", map.positionOf(key));
        return OptionalInt.empty();
    }

    /// False when absent.
    public boolean truth(String key) {
        return scalar(key, "true or false")
                .flatMap(scalar -> switch (scalar.value()) {
                    case Scalar.Truth(boolean truth) -> Optional.of(truth);
                    case Scalar _ -> this.<Boolean>wrongType(key, "true or false", scalar, "");
                })
                .orElse(false);
    }

    public Optional<Fields> fields(String key, String innerPlace) {
        return switch (map.get(key)) {
            case null -> Optional.empty();
            case YamlMap inner -> Optional.of(inner(inner, innerPlace));
            case YamlNode other -> wrongType(key, "a mapping", other, "");
        };
    }

    /// Another mapping of the same file.
    public Fields inner(YamlMap inner, String innerPlace) {
        return new Fields(inner, innerPlace, language, faults);
    }

    /// The mappings of a list.
    public List<Fields> elements(String key, String innerPlace) {
        List<Fields> elements = new ArrayList<>();
        for (YamlNode item : items(key)) {
            if (item instanceof YamlMap inner) {
                elements.add(inner(inner, innerPlace));
            } else {
                wrongMember(key, "a mapping", item);
            }
        }
        return elements;
    }

    /// The members of a list; none when it is absent.
    public List<YamlNode> items(String key) {
        return list(key).map(YamlList::items).orElse(List.of());
    }

    public void wrongMember(String key, String wanted, YamlNode item) {
        faults.error(
                code("wrong-type"),
                "A member of " + key + " must be " + wanted + ", but is " + item.kind() + ".",
                item.position());
    }

    /// The scalar with its placeholders filled; empty, with an error, when one stands for nothing.
    public Optional<YamlScalar> resolved(YamlScalar scalar) {
        return language.placeholders().apply(scalar);
    }

    public Optional<YamlList> list(String key) {
        return switch (map.get(key)) {
            case null -> Optional.empty();
            case YamlList list -> Optional.of(list);
            case YamlNode other -> wrongType(key, "a list", other, "");
        };
    }

    /// Scalars of a list, without its nulls.
    public Optional<List<YamlScalar>> scalars(String key) {
        return members(key).map(members -> members.stream()
                .filter(member -> !(member.value() instanceof Scalar.Null))
                .toList());
    }

    /// Scalars of a list, nulls too.
    public Optional<List<YamlScalar>> members(String key) {
        return list(key).map(list -> members(key, list));
    }

    private List<YamlScalar> members(String key, YamlList list) {
        List<YamlScalar> scalars = new ArrayList<>();
        for (YamlNode item : list.items()) {
            switch (item) {
                case YamlScalar scalar -> language.placeholders().apply(scalar).ifPresent(scalars::add);
                case YamlNode other -> wrongMember(key, "a single value", other);
            }
        }
        return scalars;
    }

    /// The texts of a list, without its nulls.
    public Optional<List<String>> texts(String key) {
        return scalars(key).map(scalars -> {
            List<String> texts = new ArrayList<>();
            for (YamlScalar scalar : scalars) {
                if (scalar.value() instanceof Scalar.Text(String text)) {
                    texts.add(text);
                } else {
                    faults.error(
                            code("wrong-type"),
                            "A member of " + key + " must be a text, but is " + scalar.kind() + ". Put it in quotes.",
                            scalar.position());
                }
            }
            return texts;
        });
    }

    public Optional<YamlScalar> scalar(String key, String wanted) {
        return switch (map.get(key)) {
            case null -> Optional.empty();
            case YamlScalar scalar -> language.placeholders().apply(scalar);
            case YamlNode other -> wrongType(key, wanted, other, "");
        };
    }

    private <T> Optional<T> wrongType(String key, String wanted, YamlNode found, String help) {
        faults.error(
                code("wrong-type"),
                key + " must be " + wanted + ", but is " + found.kind() + "." + help,
                map.positionOf(key));
        return Optional.empty();
    }

    private String code(String fault) {
        return language.name() + "." + fault;
    }
}
