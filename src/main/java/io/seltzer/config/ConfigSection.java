package io.seltzer.config;

import io.seltzer.yaml.Faults;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Placeholders;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Typed reads of one mapping of a settings file. Every fault names the key and its place, and none shows a
/// value: it may be a secret.
final class ConfigSection {
    private final YamlMap map;
    private final Function<String, Optional<String>> environment;
    private final Faults faults;
    private final Map<String, String> defaults;

    ConfigSection(YamlMap map, Function<String, Optional<String>> environment, Faults faults) {
        this(map, environment, faults, Map.of());
    }

    private ConfigSection(
            YamlMap map,
            Function<String, Optional<String>> environment,
            Faults faults,
            Map<String, String> defaults) {
        this.map = map;
        this.environment = environment;
        this.faults = faults;
        this.defaults = defaults;
    }

    /// The same section, in which an absent key has a value from elsewhere.
    ConfigSection withDefaults(Map<String, String> values) {
        return new ConfigSection(map, environment, faults, values);
    }

    void allow(Collection<String> known) {
        for (String key : map.keys()) {
            if (!known.contains(key)) {
                faults.error(
                        "config.unknown-key",
                        "Unknown key " + key + "." + NearestName.hint(key, known),
                        map.keyPosition(key));
            }
        }
    }

    /// Whether the key has a value.
    boolean has(String key) {
        return map.get(key) != null;
    }

    Optional<ConfigSection> section(String key) {
        YamlNode node = map.get(key);
        if (node == null) {
            missing(key);
            return Optional.empty();
        }
        if (node instanceof YamlMap inner) {
            return Optional.of(new ConfigSection(inner, environment, faults));
        }
        faults.error("config.type", key + " must be a mapping, and is " + node.kind() + ".", node.position());
        return Optional.empty();
    }

    /// A required text; the empty text (with a fault) when it is absent.
    String text(String key) {
        if (map.get(key) == null && !defaults.containsKey(key)) {
            missing(key);
            return "";
        }
        return optionalText(key).orElse("");
    }

    /// A number, a date and a truth value are taken as they are written: a password of digits is a text.
    Optional<String> optionalText(String key) {
        YamlNode node = map.get(key);
        if (node == null) {
            return Optional.ofNullable(defaults.get(key));
        }
        if (node instanceof YamlScalar scalar && !(scalar.value() instanceof Scalar.Null)) {
            return Optional.of(resolve(key, scalar));
        }
        faults.error("config.type", key + " must be a text, and is " + node.kind() + ".", node.position());
        return Optional.empty();
    }

    int number(String key, int ifAbsent, int least, int most) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return ifAbsent;
        }
        try {
            int number = Integer.parseInt(text.get().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as for a number out of range.
        }
        faults.error(
                "config.number",
                key + " must be a whole number from " + least + " to " + most + ".",
                map.positionOf(key));
        return ifAbsent;
    }

    boolean truth(String key, boolean ifAbsent) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return ifAbsent;
        }
        return switch (text.get().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                faults.error("config.truth", key + " must be true or false.", map.positionOf(key));
                yield ifAbsent;
            }
        };
    }

    /// All members as texts, in order; empty when the key is absent.
    Map<String, String> texts(String key) {
        if (map.get(key) == null) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        section(key).ifPresent(inner -> inner.map.keys()
                .forEach(name -> inner.optionalText(name).ifPresent(value -> texts.put(name, value))));
        return texts;
    }

    <E extends Enum<E>> E choice(String key, E ifAbsent, Class<E> type) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return ifAbsent;
        }
        List<String> words = List.of(type.getEnumConstants()).stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int index = words.indexOf(text.get());
        if (index < 0) {
            faults.error(
                    "config.choice", key + " must be one of " + String.join(", ", words) + ".", map.positionOf(key));
            return ifAbsent;
        }
        return type.getEnumConstants()[index];
    }

    Position positionOf(String key) {
        return map.positionOf(key);
    }

    private void missing(String key) {
        faults.error("config.missing-key", "The key " + key + " is missing here.", map.positionOf(key));
    }

    private String resolve(String key, YamlScalar scalar) {
        return Placeholders.resolve(scalar.text(), (namespace, name) -> {
            if (!namespace.equals("env")) {
                faults.error(
                        "config.placeholder",
                        key + ": only ${env.NAME} can stand here, not ${" + namespace + "." + name + "}.",
                        scalar.position());
                return Optional.empty();
            }
            Optional<String> value = environment.apply(name);
            if (value.isEmpty()) {
                faults.error(
                        "config.missing-environment",
                        key + ": the environment variable " + name + " is not set.",
                        scalar.position());
            }
            return value;
        });
    }
}
