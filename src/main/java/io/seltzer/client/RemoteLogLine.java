package io.seltzer.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.results.LogLine.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/// A line of the log of a scan on a runner.
public record RemoteLogLine(Level level, String message, Instant timestamp, Optional<Location> location) {

    /// Line and column count from 0.
    public record Location(String filePath, int line, int column) {}

    /// Empty for what is no log line.
    static Optional<RemoteLogLine> of(JsonNode line) {
        Optional<Level> level = Stream.of(Level.values())
                .filter(known -> known.name().equals(line.path("level").asText()))
                .findFirst();
        Optional<Instant> timestamp = SodaJson.text(line, "/timestamp").flatMap(RemoteLogLine::instant);
        return level.isPresent() && timestamp.isPresent() && line.path("message").isTextual()
                ? Optional.of(new RemoteLogLine(
                        level.get(), line.path("message").textValue(), timestamp.get(), location(line.path("location"))))
                : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noInstant) {
            return Optional.empty();
        }
    }

    private static Optional<Location> location(JsonNode location) {
        return SodaJson.text(location, "/filePath")
                .map(path -> new Location(path, location.path("line").asInt(), location.path("col").asInt()));
    }
}
