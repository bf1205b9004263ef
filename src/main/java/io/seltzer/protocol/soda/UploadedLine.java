package io.seltzer.protocol.soda;

import io.seltzer.protocol.WireJson.NotUnderstood;
import io.seltzer.protocol.results.LogLine;
import io.seltzer.protocol.results.LogLine.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line of a client's log (cloud-protocol §7). Exceptions, which hold stack traces, are not read.
///
/// @param index order within the log, or within all batches of a stream
public record UploadedLine(
        @Nullable String level, @Nullable String message, @Nullable Instant timestamp, @Nullable Long index) {
    static final int LONGEST_MESSAGE = 10_000;

    /// More lines of one scan are dropped.
    static final int MOST_LINES = 100_000;

    /// JSON lines.
    ///
    /// @throws NotUnderstood when one is no JSON object
    public static List<UploadedLine> readAll(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> SodaJson.read(line.getBytes(StandardCharsets.UTF_8), UploadedLine.class))
                .toList();
    }

    /// A whole log, numbered anew. What clients say at the level debug is SQL and rows, so it stays out.
    ///
    /// @param otherwise when a line has no time
    public static List<LogLine> wholeLog(@Nullable List<UploadedLine> lines, Instant otherwise) {
        List<LogLine> log = new ArrayList<>();
        for (UploadedLine line : lines == null ? List.<UploadedLine>of() : lines) {
            if (log.size() < MOST_LINES) {
                line.kept(log.size(), otherwise).ifPresent(log::add);
            }
        }
        return log;
    }

    /// A piece of a log under its own numbers, by which a line that comes twice is known. Without debug, as above.
    public static List<LogLine> batch(List<UploadedLine> lines, Instant otherwise) {
        List<LogLine> batch = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            UploadedLine line = lines.get(i);
            long index = line.index() == null ? i : line.index();
            if (index >= 0 && index < MOST_LINES) {
                line.kept(index, otherwise).ifPresent(batch::add);
            }
        }
        return batch;
    }

    private Optional<LogLine> kept(long number, Instant otherwise) {
        Level known = known();
        return known == Level.debug || message == null
                ? Optional.empty()
                : Optional.of(new LogLine(
                        known,
                        ShortText.of(message, LONGEST_MESSAGE),
                        timestamp == null ? otherwise : timestamp,
                        number,
                        LogLine.CONTRACT_THREAD));
    }

    /// An unknown word counts as debug: nobody knows what it covers.
    private Level known() {
        return switch (level) {
            case "info" -> Level.info;
            case "warning", "warn" -> Level.warning;
            case "error" -> Level.error;
            case "critical" -> Level.critical;
            case null, default -> Level.debug;
        };
    }
}
