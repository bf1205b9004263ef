package io.seltzer.protocol.soda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.seltzer.protocol.WireJson.NotUnderstood;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What kind of message a body is, and who sends it. Read without taking the rest of the body apart, because it is
/// not known yet who sent it.
///
/// @param token of a log-in; absent from the log-in itself
public record Envelope(String type, @Nullable String token) {
    private static final String TYPE = "type";
    private static final String TOKEN = "token";

    /// @throws NotUnderstood when the body is no JSON object with a type
    public static Envelope read(byte[] body) {
        @Nullable String type = null;
        @Nullable String token = null;
        try (JsonParser parser = SodaJson.READER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotUnderstood("The body is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                if (isText && name.equals(TYPE)) {
                    type = parser.getText();
                } else if (isText && name.equals(TOKEN)) {
                    token = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException noJson) {
            throw new NotUnderstood("The body is not JSON");
        }
        if (type == null) {
            throw new NotUnderstood("The member type is missing or no text");
        }
        return new Envelope(type, token);
    }

    /// Without the token.
    @Override
    public String toString() {
        return "Envelope[" + type + "]";
    }
}
