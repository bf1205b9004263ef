package io.seltzer.protocol.soda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.seltzer.protocol.Completeness;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.WireJson.NotUnderstood;
import io.seltzer.protocol.results.Diagnostics.V4;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what clients send, leniently; writes nothing.
final class SodaJson {
    static final JsonMapper READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(WireJson.CONSTRAINTS)
                    // A text that a check measured, and NaN, which Python writes as such.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    // Parsers quote what they read in their messages; a quoted piece of a body could be anything.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addDeserializer(BigDecimal.class, new LenientScalars.Decimal())
                    .addDeserializer(Long.class, new LenientScalars.Whole())
                    .addDeserializer(Double.class, new LenientScalars.Floating())
                    .addDeserializer(Instant.class, new LenientScalars.Moment())
                    .addDeserializer(String.class, new LenientScalars.Text()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int LONGEST_PATH = 200;

    private SodaJson() {}

    /// A message with all the members it must have.
    ///
    /// @throws NotUnderstood naming the first member that is wrong or missing
    static <T> T read(byte[] json, Class<T> type) {
        try {
            T message = READER.readValue(json, type);
            if (message == null) {
                throw new NotUnderstood("The body is no JSON object");
            }
            Optional<String> fault = Completeness.firstFault(message);
            if (fault.isPresent()) {
                throw wrong(fault.get());
            }
            return message;
        } catch (JsonMappingException mismatch) {
            throw wrong(path(mismatch));
        } catch (IOException noJson) {
            throw new NotUnderstood("The body is not JSON");
        }
    }

    /// The details of a check; null when their type has no record or they are no such details.
    static @Nullable V4 details(@Nullable JsonNode v4) {
        if (v4 == null || !v4.isObject() || !v4.path("type").isTextual()) {
            return null;
        }
        try {
            V4 details = READER.treeToValue(v4, V4.class);
            return details == null || Completeness.firstFault(details).isPresent() ? null : details;
        } catch (JsonProcessingException noSuchDetails) {
            return null;
        }
    }

    private static NotUnderstood wrong(String path) {
        return new NotUnderstood(
                path.isEmpty()
                        ? "The body is no such message"
                        : "The member " + path + " is missing or of another kind");
    }

    private static String path(JsonMappingException mismatch) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mismatch.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path.toString();
    }
}
