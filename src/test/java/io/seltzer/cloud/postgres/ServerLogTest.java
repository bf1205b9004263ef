package io.seltzer.cloud.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeWhatAnEarlierStartSaid() throws IOException {
        file = folder.resolve("server.log");
        Files.writeString(file, "2026-01-01 00:00:00.000 UTC [7] FATAL:  the past\n");
    }

    @Test
    void theLastReasonOfThisStartCounts() throws IOException {
        ServerLog log = ServerLog.from(file);

        append("""
                2026-01-02 00:00:00.000 UTC [8] LOG:  could not bind
                2026-01-02 00:00:00.000 UTC [8] FATAL:  could not create any TCP/IP sockets
                2026-01-02 00:00:00.000 UTC [8] LOG:  database system is shut down
                """);

        assertThat(log.reason()).isEqualTo(": could not create any TCP/IP sockets");
    }

    @Test
    void initdbHasItsOwnWords() throws IOException {
        ServerLog log = ServerLog.from(file);

        append("initdb: error: could not look up effective user ID 1234: user does not exist\n");

        assertThat(log.reason()).isEqualTo(": could not look up effective user ID 1234: user does not exist");
    }

    @Test
    void withoutAReasonThereIsNothingToAdd() throws IOException {
        assertThat(ServerLog.from(file).reason()).isEmpty();
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
