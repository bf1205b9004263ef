package io.seltzer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.seltzer.protocol.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The published schema of result documents.
public final class ResultSchema {
    public static final JsonNode TEXT = read();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(TEXT, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());

    private ResultSchema() {}

    /// @param message as it was sent, with or without its token
    public static void assertFits(JsonNode message) {
        ObjectNode document = message.deepCopy();
        document.remove("token");
        assertThat(SCHEMA.validate(document)).as(document.toPrettyString()).isEmpty();
    }

    private static JsonNode read() {
        Path file = Path.of(System.getProperty("seltzer.basedir", "."), "docs/schema/scan-results.schema.json");
        try {
            return WireJson.read(Files.readString(file), JsonNode.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
