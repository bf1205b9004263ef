package io.seltzer.monitor;

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
import java.util.function.Function;

/// Typed reads of one mapping of a monitor file. A key that is absent, null or faulty reads as empty; what is faulty was
/// reported when the read returns.
final class MonitorFields {
    private final YamlMap map;
    private final String place;
    private final Faults faults;

    /// @param place what the mapping is, for messages, e.g. "the monitor"
    MonitorFields(YamlMap map, String place, Faults faults) {
        this.map = map;
        this.place = place;
        this.faults = faults;
    }

    void error(String code, String message, Position position) {
        faults.error(code, message, position);
    }

    boolean has(String key) {
        return map.get(key) != null;
    }

    Position positionOf(String key) {
        return map.positionOf(key);
    }

    void refuseAllBut(Collection<String> known) {
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                faults.error(
                        "monitor.unknown-key",
                        "Unknown key " + key + " in " + place + "." + NearestName.hint(key, known),
                        entry.keyPosition());
            }
        });
    }

    void require(String key) {
        if (map.get(key) == null) {
            String what = map.keys().contains(key) ? " has no value." : " is missing in " + place + ".";
            faults.error("monitor.required", key + what, map.positionOf(key));
        }
    }

    Optional<String> text(String key) {
        return scalar(key, "a text")
                .flatMap(scalar -> switch (scalar.value()) {
                    case Scalar.Text(String text) -> Optional.of(text);
                    case Scalar _ -> this.<String>wrongType(key, "a text", scalar, " Put it in quotes.");
                })
                .filter(text -> {
                    if (text.isBlank()) {
                        faults.error("monitor.blank", key + " must not be blank.", map.positionOf(key));
                    }
                    return !text.isBlank();
                });
    }

    /// A text that is one of several.
    <T> Optional<T> oneOf(String key, Collection<String> known, Function<String, Optional<T>> reading) {
        return text(key).flatMap(text -> {
            Optional<T> read = reading.apply(text);
            if (read.isEmpty()) {
                faults.error(
                        "monitor.unknown-value",
                        "Unknown " + key + " " + text + "." + NearestName.hint(text, known),
                        map.positionOf(key));
            }
            return read;
        });
    }

    Optional<Double> number(String key) {
        return scalar(key, "a number").flatMap(scalar -> switch (scalar.value()) {
            case Scalar.Decimal(BigDecimal number) -> finite(key, number, scalar.position());
            case Scalar _ -> wrongType(key, "a number", scalar, "");
        });
    }

    /// @param key for messages
    Optional<Double> finite(String key, BigDecimal number, Position position) {
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            faults.error("monitor.number", key + " has a number that is too large.", position);
            return Optional.empty();
        }
        return Optional.of(value);
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

    Optional<MonitorFields> fields(String key, String innerPlace) {
        return switch (map.get(key)) {
            case null -> Optional.empty();
            case YamlMap inner -> Optional.of(new MonitorFields(inner, innerPlace, faults));
            case YamlNode other -> wrongType(key, "a mapping", other, "");
        };
    }

    MonitorFields inner(YamlMap inner, String innerPlace) {
        return new MonitorFields(inner, innerPlace, faults);
    }

    /// The mappings of a list.
    List<MonitorFields> elements(String key, String innerPlace) {
        List<MonitorFields> elements = new ArrayList<>();
        for (YamlNode item : items(key)) {
            if (item instanceof YamlMap inner) {
                elements.add(inner(inner, innerPlace));
            } else {
                wrongMember(key, "a mapping", item);
            }
        }
        return elements;
    }

    /// Any scalars of a list, as they are written.
    List<String> writtenMembers(String key) {
        List<String> members = new ArrayList<>();
        for (YamlNode item : items(key)) {
            if (item instanceof YamlScalar(Scalar value, String text, _) && !(value instanceof Scalar.Null)) {
                members.add(text);
            } else {
                wrongMember(key, "a single value", item);
            }
        }
        return members;
    }

    List<YamlNode> items(String key) {
        return switch (map.get(key)) {
            case null -> List.of();
            case YamlList list -> list.items();
            case YamlNode other -> this.<List<YamlNode>>wrongType(key, "a list", other, "").orElse(List.of());
        };
    }

    void wrongMember(String key, String wanted, YamlNode item) {
        faults.error(
                "monitor.wrong-type",
                "A member of " + key + " must be " + wanted + ", but is " + item.kind() + ".",
                item.position());
    }

    private Optional<YamlScalar> scalar(String key, String wanted) {
        return switch (map.get(key)) {
            case null -> Optional.empty();
            case YamlScalar scalar -> Optional.of(scalar);
            case YamlNode other -> wrongType(key, wanted, other, "");
        };
    }

    private <T> Optional<T> wrongType(String key, String wanted, YamlNode found, String help) {
        faults.error(
                "monitor.wrong-type",
                key + " must be " + wanted + ", but is " + found.kind() + "." + help,
                map.positionOf(key));
        return Optional.empty();
    }
}
