package io.seltzer.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.seltzer.config.Secret;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.ScanResults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How this wire writes (cloud-protocol §1): no null members, instants as ISO 8601 in UTC with seconds and `+00:00`,
/// the type first and the token last.
final class SodaJson {
    private static final ObjectMapper MAPPER = WireJson.MAPPER
            .copy()
            .setDefaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .registerModule(new SimpleModule().addSerializer(Instant.class, new SodaInstant()));

    private SodaJson() {}

    /// @param members null when there are none
    /// @param token absent from the log-in
    @JsonPropertyOrder({"type", "members", "token"})
    private record Message(@Nullable String type, @JsonUnwrapped @Nullable Object members, @Nullable String token) {}

    static byte[] message(MessageType type, @Nullable Record members, Optional<Secret> token) {
        // The result document brings its type along.
        String name = members instanceof ScanResults ? null : type.wireName();
        return bytes(new Message(name, members, token.map(Secret::reveal).orElse(null)));
    }

    static byte[] line(Record line) {
        return (new String(bytes(line), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Empty for what is no JSON object.
    static Optional<JsonNode> object(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException garbled) {
            return Optional.empty();
        }
    }

    /// A member that is a text with something in it.
    static Optional<String> text(JsonNode object, String pointer) {
        JsonNode member = object.at(pointer);
        return member.isTextual() && !member.textValue().isBlank() ? Optional.of(member.textValue()) : Optional.empty();
    }

    private static byte[] bytes(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Not a wire record: " + message.getClass(), impossible);
        }
    }

    private static final class SodaInstant extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;
        private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

        SodaInstant() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(FORM.format(instant.atOffset(ZoneOffset.UTC)));
        }
    }
}
