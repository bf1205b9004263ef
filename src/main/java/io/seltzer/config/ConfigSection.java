package io.seltzer.config;

import io.seltzer.yaml.Faults;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Placeholders;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Typed reads of one mapping of a settings file. Every fault names the key and its place, and none shows a
/// value: it may be a secret.
public final class ConfigSection {
    private final YamlMap map;
    private final Function<String, Optional<String>> environment;
    private final Faults faults;
    private final Map<String, String> defaults;

    /// @param environment looks up `${env.NAME}`
    public ConfigSection(YamlMap map, Function<String, Optional<String>> environment, Faults faults) {
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

    /// Refuses all other keys.
    public void allow(Collection<String> known) {
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
    public boolean has(String key) {
        return map.get(key) != null;
    }

    /// A required mapping.
    public Optional<ConfigSection> section(String key) {
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

    /// A mapping that may be absent.
    public Optional<ConfigSection> optionalSection(String key) {
        return has(key) ? section(key) : Optional.empty();
    }

    /// The members of a mapping of mappings, in order; none when the key is absent.
    public Map<String, ConfigSection> sections(String key) {
        Map<String, ConfigSection> sections = new LinkedHashMap<>();
        optionalSection(key).ifPresent(outer -> outer.map.keys()
                .forEach(name -> outer.optionalSection(name).ifPresent(inner -> sections.put(name, inner))));
        return sections;
    }

    /// What stands under the key, as it was written.
    public Optional<YamlNode> node(String key) {
        return Optional.ofNullable(map.get(key));
    }

    /// A fault of what stands under the key.
    ///
    /// @param message ends the sentence that begins with the key
    public void fault(String code, String key, String message) {
        faults.error(code, key + " " + message, map.positionOf(key));
    }

    /// A required text; the empty text (with a fault) when it is absent.
    public String text(String key) {
        if (map.get(key) == null && !defaults.containsKey(key)) {
            missing(key);
            return "";
        }
        return optionalText(key).orElse("");
    }

    /// A number, a date and a truth value are taken as they are written: a password of digits is a text.
    public Optional<String> optionalText(String key) {
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

    /// A list of texts; empty when the key is absent.
    public List<String> list(String key) {
        YamlNode node = map.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof YamlList list)) {
            faults.error("config.type", key + " must be a list, and is " + node.kind() + ".", node.position());
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof YamlScalar scalar && !(scalar.value() instanceof Scalar.Null)) {
                texts.add(resolve(key, scalar));
            } else {
                faults.error(
                        "config.type", key + ": every item must be a text; this is " + item.kind() + ".", item.position());
            }
        }
        return List.copyOf(texts);
    }

    public int number(String key, int ifAbsent, int least, int most) {
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

    public boolean truth(String key, boolean ifAbsent) {
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
    public Map<String, String> texts(String key) {
        if (map.get(key) == null) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        section(key).ifPresent(inner -> inner.map.keys()
                .forEach(name -> inner.optionalText(name).ifPresent(value -> texts.put(name, value))));
        return texts;
    }

    public <E extends Enum<E>> E choice(String key, E ifAbsent, Class<E> type) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return ifAbsent;
        }
        List<String> words = List.of(type.getEnumConstants()).stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return oneOf(key, words).map(word -> type.getEnumConstants()[words.indexOf(word)]).orElse(ifAbsent);
    }

    /// One of the words; empty when the key is absent, or (with a fault) when it is another one.
    public Optional<String> oneOf(String key, List<String> words) {
        Optional<String> text = optionalText(key);
        if (text.isPresent() && !words.contains(text.get())) {
            fault("config.choice", key, "must be one of " + String.join(", ", words) + ".");
            return Optional.empty();
        }
        return text;
    }

    public Position positionOf(String key) {
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
