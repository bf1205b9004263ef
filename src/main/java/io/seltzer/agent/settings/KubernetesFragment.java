package io.seltzer.agent.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.NearestName;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Pieces of manifests inside a settings file, as values of the client's model. The model itself would take any field;
/// a pod without the toleration that was meant would then wait for a node for ever, so that unknown ones are refused.
record KubernetesFragment(Faults faults) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Written as one scalar, whatever their classes look like.
    private static final Set<Class<?>> SCALARS = Set.of(Quantity.class, IntOrString.class);

    private static final Map<Class<?>, List<String>> REQUIRED =
            Map.of(Volume.class, List.of("name"), VolumeMount.class, List.of("name", "mountPath"));

    <T> List<T> list(String key, YamlNode node, Class<T> type) {
        if (!(node instanceof YamlList list)) {
            faults.error("config.type", key + " must be a list, and is " + node.kind() + ".", node.position());
            return List.of();
        }
        List<T> values = new ArrayList<>();
        list.items().forEach(item -> object(key, item, type).ifPresent(values::add));
        return List.copyOf(values);
    }

    <T> Optional<T> object(String key, YamlNode node, Class<T> type) {
        try {
            return Optional.of(JSON.treeToValue(json(key, node, JSON.constructType(type)), type));
        } catch (JsonProcessingException | IllegalArgumentException odd) {
            faults.error("config.kubernetes", key + " is nothing that Kubernetes knows.", node.position());
            return Optional.empty();
        }
    }

    private JsonNode json(String key, YamlNode node, JavaType type) {
        return switch (node) {
            case YamlScalar scalar -> scalar(key, scalar, type);
            case YamlList list when type.isCollectionLikeType() -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode();
                list.items().forEach(item -> items.add(json(key, item, type.getContentType())));
                yield items;
            }
            case YamlMap map when type.isMapLikeType() -> {
                ObjectNode members = JsonNodeFactory.instance.objectNode();
                map.entries().forEach((name, entry) ->
                        members.set(name, json(name, entry.value(), type.getContentType())));
                yield members;
            }
            case YamlMap map when isObject(type) -> object(map, type);
            case YamlList _, YamlMap _ -> wrong(key, node, type);
        };
    }

    private JsonNode object(YamlMap map, JavaType type) {
        Map<String, JavaType> known = properties(type);
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        map.entries().forEach((name, entry) -> {
            JavaType member = known.get(name);
            if (member == null) {
                faults.error(
                        "config.unknown-key",
                        "Unknown key " + name + "." + NearestName.hint(name, known.keySet()),
                        entry.keyPosition());
            } else {
                members.set(name, json(name, entry.value(), member));
            }
        });
        for (String required : REQUIRED.getOrDefault(type.getRawClass(), List.of())) {
            if (map.get(required) == null) {
                faults.error("config.missing-key", "The key " + required + " is missing here.", map.position());
            }
        }
        return members;
    }

    private static Map<String, JavaType> properties(JavaType type) {
        BeanDescription description = JSON.getDeserializationConfig().introspect(type);
        Map<String, JavaType> properties = new TreeMap<>();
        for (BeanPropertyDefinition property : description.findProperties()) {
            if (property.couldDeserialize()) {
                properties.put(property.getName(), property.getPrimaryType());
            }
        }
        return properties;
    }

    /// Texts are taken as they are written, as everywhere in settings.
    private JsonNode scalar(String key, YamlScalar scalar, JavaType type) {
        Class<?> raw = type.getRawClass();
        return switch (scalar.value()) {
            case Scalar.Null _ -> NullNode.getInstance();
            case Scalar.Truth(boolean truth) when raw == Boolean.class -> JsonNodeFactory.instance.booleanNode(truth);
            case Scalar.Decimal(BigDecimal number) when isNumber(raw) && isWhole(number) ->
                JsonNodeFactory.instance.numberNode(number.longValue());
            case Scalar.Decimal(BigDecimal number) when raw == IntOrString.class && isWhole(number) ->
                JsonNodeFactory.instance.numberNode(number.intValue());
            case Scalar _ when raw == String.class || SCALARS.contains(raw) ->
                JsonNodeFactory.instance.textNode(scalar.text());
            case Scalar _ -> wrong(key, scalar, type);
        };
    }

    private JsonNode wrong(String key, YamlNode node, JavaType type) {
        faults.error(
                "config.type", key + " must be " + words(type) + ", and is " + node.kind() + ".", node.position());
        return NullNode.getInstance();
    }

    private static String words(JavaType type) {
        if (type.isCollectionLikeType()) {
            return "a list";
        } else if (type.isMapLikeType() || isObject(type)) {
            return "a mapping";
        } else if (type.getRawClass() == Boolean.class) {
            return "true or false";
        }
        return isNumber(type.getRawClass()) ? "a whole number" : "a text";
    }

    private static boolean isObject(JavaType type) {
        return type.getRawClass().getPackageName().startsWith("io.fabric8.") && !SCALARS.contains(type.getRawClass());
    }

    private static boolean isNumber(Class<?> type) {
        return type == Integer.class || type == Long.class;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }
}
