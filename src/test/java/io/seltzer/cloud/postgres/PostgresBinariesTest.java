package io.seltzer.cloud.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresBinariesTest {
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = TestPostgres.newFolder();
    }

    @AfterEach
    void deleteFolder() throws IOException {
        FolderTree.delete(folder);
    }

    @Test
    void whoStartsTogetherGetsTheSameWholeFolder() throws Exception {
        // Given
        Callable<PostgresBinaries> unpacking = () -> PostgresBinaries.in(new CacheFolder(folder));

        // When
        Set<PostgresBinaries> found = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<PostgresBinaries> one : threads.invokeAll(List.of(unpacking, unpacking, unpacking))) {
                found.add(one.get());
            }
        }

        // Then
        PostgresBinaries binaries = found.iterator().next();
        assertThat(found).hasSize(1);
        assertThat(binaries.home()).isDirectory();
        assertThat(Files.getPosixFilePermissions(binaries.initdb())).contains(PosixFilePermission.OTHERS_EXECUTE);
        assertThat(binaries.control()).isExecutable();
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".unfinished"));
    }

    @Test
    void theCacheIsWhereTheEnvironmentSays() throws IOException {
        assertThat(CacheFolder.of(Map.of("SELTZER_CACHE", "/some/where")))
                .isEqualTo(new CacheFolder(Path.of("/some/where")));
        assertThat(CacheFolder.of(Map.of("SELTZER_CACHE", "")).path()).isAbsolute().endsWithRaw(Path.of("seltzer"));
    }
}
