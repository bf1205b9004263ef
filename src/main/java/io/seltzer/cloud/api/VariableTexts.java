package io.seltzer.cloud.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.cloud.store.Refused;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Values for a contract's variables, which are texts there, whatever they are in JSON.
final class VariableTexts {
    private VariableTexts() {}

    static Map<String, String> of(@Nullable Map<String, JsonNode> variables) {
        Map<String, String> texts = new TreeMap<>();
        if (variables != null) {
            variables.forEach((name, value) -> {
                if (value == null || !value.isValueNode() || value.isNull()) {
                    throw Refused.invalid(
                            "invalid_body", "The value of a variable is a text, a number, true or false.");
                }
                texts.put(name, value.asText());
            });
        }
        return texts;
    }
}
