package io.seltzer.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;

/// How the records here become JSON and back. Strict: an unknown member is refused, so nothing travels that no
/// record can hold.
public final class WireJson {
    /// Servers limit bodies; within one, a single text may be as long as it likes, so that whoever reads it can say
    /// how much too long it is.
    public static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();

    public static final ObjectMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // Parsers quote what they read in their messages; a quoted piece of a body could be anything.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private WireJson() {}

    public static byte[] bytes(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Not a wire record: " + message.getClass(), impossible);
        }
    }

    /// For people to read, ending in a line break.
    public static String pretty(Object message) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(message) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Not a wire record: " + message.getClass(), impossible);
        }
    }

    public static String text(Object message) {
        return new String(bytes(message), StandardCharsets.UTF_8);
    }

    /// @throws NotUnderstood when the text is no such message; carries no piece of the text
    public static <T> T read(String json, Class<T> type) {
        return read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    /// @throws NotUnderstood when the text is no such message; carries no piece of the text
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (java.io.IOException broken) {
            throw new NotUnderstood("Not a message of type " + type.getSimpleName());
        }
    }

    /// A body that is not the message it should be.
    public static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /// @param sentence without its full stop; quotes nothing of the body
        public NotUnderstood(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
