package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A log of PostgreSQL's programs from a certain byte on: what one start has said.
record ServerLog(Path file, long begin) {
    /// Before it accepts connections a server has no row to quote, so such a line holds no data.
    private static final Pattern REASON = Pattern.compile("\\b(?:FATAL|PANIC|postgres|initdb: error): +(.+)");

    static ServerLog from(Path file) throws IOException {
        return new ServerLog(file, Files.size(file));
    }

    /// Why the program gave up, ready to be put behind a statement; empty when it did not say.
    String reason() throws IOException {
        List<String> reasons = lines().stream()
                .map(REASON::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
        return reasons.isEmpty() ? "" : ": " + reasons.getLast();
    }

    private List<String> lines() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(begin);
            byte[] bytes = new byte[Math.toIntExact(Math.min(in.length() - begin, 1 << 20))];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
