package io.seltzer.contract;

import io.seltzer.contract.CheckHeader.Attribute;
import io.seltzer.yaml.Fields;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads free labels: `check_attributes` of a contract and `attributes` of a check.
final class AttributesReader {
    private AttributesReader() {}

    /// In the order of the file.
    static Map<String, Attribute> read(Fields fields, String key) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        fields.fields(key, key).ifPresent(labels -> labels.map()
                .keys()
                .forEach(name -> attribute(labels, name).ifPresent(label -> attributes.put(name, label))));
        return attributes;
    }

    private static Optional<Attribute> attribute(Fields labels, String name) {
        YamlNode value = labels.map().get(name);
        if (value instanceof YamlList) {
            return labels.members(name).map(members ->
                    new Attribute(name, members.stream().map(YamlScalar::value).toList(), true));
        }
        if (value == null) {
            return Optional.of(new Attribute(name, List.of(new Scalar.Null()), false));
        }
        return labels.scalar(name, "a single value or a list")
                .map(scalar -> new Attribute(name, List.of(scalar.value()), false));
    }

    /// All labels, those of a check winning by name.
    static List<Attribute> merged(Map<String, Attribute> common, Map<String, Attribute> own) {
        Map<String, Attribute> merged = new LinkedHashMap<>(common);
        merged.putAll(own);
        return List.copyOf(merged.values());
    }
}
