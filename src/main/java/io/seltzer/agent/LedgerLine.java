package io.seltzer.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.protocol.WireJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One line of the egress ledger: `{"hash":"<sha256 of the text of entry>","entry":{...}}`. The entry names the hash of
/// the line before, so no line can be changed, left out or put in without changing all after it.
///
/// @param repeats number of an earlier line whose body was sent again
/// @param body JSON
/// @param previous hash of the line before; 64 zeros on the first
record LedgerLine(
        long number,
        Instant at,
        String method,
        String path,
        Optional<Long> repeats,
        Optional<String> body,
        String previous) {

    private static final String HASH = "{\"hash\":\"";
    private static final String ENTRY = "\",\"entry\":";
    private static final int HASH_LENGTH = 64;

    /// Where a chain stands.
    record Link(long number, String hash) {
        static final Link FIRST = new Link(0, "0".repeat(HASH_LENGTH));
    }

    String text() {
        return HASH + hash() + ENTRY + entry() + "}";
    }

    String hash() {
        return sha256(entry().getBytes(StandardCharsets.UTF_8));
    }

    @JsonPropertyOrder({"number", "at", "method", "path", "repeats", "body", "previous"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Entry(
            long number,
            Instant at,
            String method,
            String path,
            @Nullable Long repeats,
            @JsonRawValue @Nullable String body,
            String previous) {}

    private String entry() {
        return WireJson.text(new Entry(
                number,
                at,
                method,
                path,
                repeats.orElse(null),
                repeats.isPresent() ? null : body.orElse(null),
                previous));
    }

    /// @param link to hang the next line on
    /// @param previous what this line hangs on
    record Parsed(Link link, String previous) {}

    /// Checks the line by itself.
    ///
    /// @throws NotALine when it is none, or its hash is not that of its entry
    static Parsed parse(String text) {
        int entryStart = HASH.length() + HASH_LENGTH + ENTRY.length();
        if (text.length() <= entryStart || !text.startsWith(HASH) || !text.endsWith("}")) {
            throw new NotALine("This is no line of a ledger.");
        }
        String hash = text.substring(HASH.length(), HASH.length() + HASH_LENGTH);
        String entry = text.substring(entryStart, text.length() - 1);
        if (!sha256(entry.getBytes(StandardCharsets.UTF_8)).equals(hash)) {
            throw new NotALine("The line was changed: its hash is another.");
        }
        try {
            JsonNode node = WireJson.read(entry.getBytes(StandardCharsets.UTF_8), JsonNode.class);
            return new Parsed(
                    new Link(node.path("number").asLong(), hash),
                    node.path("previous").asText());
        } catch (WireJson.NotUnderstood noJson) {
            throw new NotALine("This is no line of a ledger.");
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    static final class NotALine extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotALine(String message) {
            super(message, null, false, false);
        }
    }
}
