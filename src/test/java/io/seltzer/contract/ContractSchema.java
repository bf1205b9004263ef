package io.seltzer.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlList;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlNode.YamlScalar;
import io.seltzer.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// The schema of contracts that editors use.
final class ContractSchema {
    private static final JsonNode DOCUMENT = document();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(DOCUMENT);

    private ContractSchema() {}

    private static JsonNode document() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of(System.getProperty("seltzer.basedir", "."), "docs/schema/contract.schema.json")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json() {
        return DOCUMENT;
    }

    static JsonNode definition(String name) {
        JsonNode definition = DOCUMENT.path("$defs").path(name);
        if (definition.isMissingNode()) {
            throw new AssertionError("The schema has no definition " + name);
        }
        return definition;
    }

    /// What an editor would underline; the text must be YAML.
    static List<String> objections(String text) {
        Faults faults = new Faults();
        YamlNode root = YamlReader.read("contract.yml", text, faults)
                .orElseThrow(() -> new AssertionError(faults.inOrder().toString()));
        return SCHEMA.validate(json(root)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /// As editors see it: JSON has no dates.
    private static JsonNode json(YamlNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (node) {
            case YamlMap map -> {
                ObjectNode object = nodes.objectNode();
                map.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
                yield object;
            }
            case YamlList list -> {
                ArrayNode array = nodes.arrayNode();
                list.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case YamlScalar(Scalar.Decimal(var number), _, _) -> nodes.numberNode(number);
            case YamlScalar(Scalar.Truth(boolean truth), _, _) -> nodes.booleanNode(truth);
            case YamlScalar(Scalar.Null _, _, _) -> nodes.nullNode();
            case YamlScalar(Scalar _, String text, _) -> nodes.textNode(text);
        };
    }
}
