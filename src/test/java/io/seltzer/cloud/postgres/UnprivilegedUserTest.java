package io.seltzer.cloud.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Needs no root: what may be reached follows from permissions alone.
class UnprivilegedUserTest {
    private static final UnprivilegedUser STRANGER = new UnprivilegedUser(4242, 4242, List.of("as-stranger", "--"));

    private Path parent;

    @BeforeEach
    void makeFolder() throws IOException {
        parent = TestPostgres.newFolder().toRealPath();
        FolderTree.setMode(parent, 0711);
    }

    @AfterEach
    void deleteFolder() throws IOException {
        FolderTree.delete(parent);
    }

    @Test
    void aFolderBelowAClosedOneIsRefusedByTheClosedOnesName() throws IOException {
        // Given
        Path closed = Files.createDirectory(parent.resolve("closed"));
        Path data = Files.createDirectory(closed.resolve("data"));
        FolderTree.setMode(closed, 0700);

        // Then
        assertThatExceptionOfType(PostgresRefused.class)
                .isThrownBy(() -> STRANGER.mustReach(data, "Choose another folder with --data."))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("postgres.unreachable-folder"))
                .withMessageContaining(closed + " is closed to others")
                .withMessageEndingWith("Choose another folder with --data.");
    }

    @Test
    void passableFoldersNeedNotBeReadable() {
        assertThatCode(() -> STRANGER.mustReach(parent, "")).doesNotThrowAnyException();
    }

    @Test
    void aCommandKeepsItsArgumentsWhole() {
        assertThat(STRANGER.command(List.of("initdb", "--pgdata=a b")))
                .containsExactly("as-stranger", "--", "initdb", "--pgdata=a b");
    }
}
