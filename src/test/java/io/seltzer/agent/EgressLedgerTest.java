package io.seltzer.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import io.seltzer.agent.LedgerVerification.Broken;
import io.seltzer.agent.LedgerVerification.Intact;
import io.seltzer.protocol.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressLedgerTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void a_line_says_what_went_where_and_when() throws IOException {
        // When
        try (EgressLedger ledger = EgressLedger.open(folder, NOON)) {
            ledger.record("POST", "/agent/v1/claims", Optional.of("{\"capacity\":2}".getBytes(UTF_8)));
        }

        // Then
        JsonNode line = WireJson.read(lines().getFirst().getBytes(UTF_8), JsonNode.class);
        assertThat(line.path("entry").toString())
                .isEqualTo("{\"number\":1,\"at\":\"2026-11-21T12:00:00Z\",\"method\":\"POST\","
                        + "\"path\":\"/agent/v1/claims\",\"body\":{\"capacity\":2},\"previous\":\"" + "0".repeat(64)
                        + "\"}");
    }

    @Test
    void the_chain_goes_on_over_restarts_and_files() throws IOException {
        // Given files that are full after one line
        for (int start = 0; start < 3; start++) {
            try (EgressLedger ledger = EgressLedger.open(folder, NOON, 1)) {
                record(ledger, 2);
            }
        }

        // When
        LedgerVerification verification = LedgerVerification.of(lines().stream());

        // Then
        assertThat(EgressLedger.files(folder)).hasSizeGreaterThan(3);
        assertThat(verification)
                .isInstanceOfSatisfying(Intact.class, intact -> assertThat(intact.lines()).isEqualTo(6));
    }

    @Test
    void a_torn_last_line_is_cut_off_and_the_chain_goes_on() throws IOException {
        // Given a ledger whose process was killed while it wrote
        try (EgressLedger ledger = EgressLedger.open(folder, NOON)) {
            record(ledger, 2);
        }
        Path file = EgressLedger.files(folder).getLast();
        String torn = lines().getLast().substring(0, 50);
        Files.writeString(file, torn, StandardOpenOption.APPEND);

        // When
        try (EgressLedger ledger = EgressLedger.open(folder, NOON)) {
            record(ledger, 1);
        }

        // Then
        assertThat(LedgerVerification.of(lines().stream()))
                .isInstanceOfSatisfying(Intact.class, intact -> assertThat(intact.lines()).isEqualTo(3));
    }

    @Test
    void a_file_with_nothing_but_a_torn_line_is_followed_by_what_was_before() throws IOException {
        // Given
        try (EgressLedger ledger = EgressLedger.open(folder, NOON, 1)) {
            record(ledger, 1);
        }
        Files.writeString(folder.resolve("egress-000002.jsonl"), "{\"hash\":\"");

        // When
        try (EgressLedger ledger = EgressLedger.open(folder, NOON, 1)) {
            record(ledger, 1);
        }

        // Then
        assertThat(LedgerVerification.of(lines().stream()))
                .isInstanceOfSatisfying(Intact.class, intact -> assertThat(intact.lines()).isEqualTo(2));
    }

    @Test
    void a_body_that_is_sent_again_is_written_once() throws IOException {
        // When
        byte[] body = "{\"epoch\":1}".getBytes(UTF_8);
        try (EgressLedger ledger = EgressLedger.open(folder, NOON)) {
            ledger.record("POST", "/agent/v1/results", Optional.of(body));
            ledger.record("POST", "/agent/v1/results", Optional.of(body));
        }

        // Then
        assertThat(lines().getLast()).contains("\"repeats\":1").doesNotContain("epoch");
    }

    @Test
    void a_changed_line_is_found() throws IOException {
        // Given
        List<String> lines = threeLines();
        lines.set(1, lines.get(1).replace("/2", "/9"));

        // Then
        assertThat(LedgerVerification.of(lines.stream()))
                .isInstanceOfSatisfying(Broken.class, broken -> assertThat(broken.line()).isEqualTo(2));
    }

    @Test
    void a_missing_line_is_found() throws IOException {
        // Given
        List<String> lines = threeLines();
        lines.remove(1);

        // Then
        assertThat(LedgerVerification.of(lines.stream()))
                .isInstanceOfSatisfying(Broken.class, broken -> assertThat(broken.line()).isEqualTo(2));
    }

    @Test
    void a_ledger_whose_end_was_changed_is_not_continued() throws IOException {
        // Given
        List<String> lines = threeLines();
        lines.set(2, lines.get(2).replace("/3", "/9"));
        Files.write(EgressLedger.files(folder).getLast(), lines);

        // Then
        assertThatIOException()
                .isThrownBy(() -> EgressLedger.open(folder, NOON))
                .withMessageContaining("cannot be continued");
    }

    private List<String> threeLines() throws IOException {
        try (EgressLedger ledger = EgressLedger.open(folder, NOON)) {
            for (int i = 1; i <= 3; i++) {
                ledger.record("GET", "/" + i, Optional.empty());
            }
        }
        return lines();
    }

    private static void record(EgressLedger ledger, int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            ledger.record("GET", "/agent/v1/instructions/1/bundle", Optional.empty());
        }
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : EgressLedger.files(folder)) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }
}
