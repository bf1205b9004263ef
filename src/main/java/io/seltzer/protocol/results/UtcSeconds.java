package io.seltzer.protocol.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// An instant as all clients of this field write it: in UTC, to the second, `2026-05-04T08:00:00+00:00`.
final class UtcSeconds extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    UtcSeconds() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")
                .format(instant.atOffset(ZoneOffset.UTC)));
    }
}
