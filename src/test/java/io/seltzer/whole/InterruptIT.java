package io.seltzer.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A command that is told to end in the middle of its work, as by Ctrl-C.
class InterruptIT {
    @TempDir
    private Path folder;

    private final TestPostgres.Database database = TestPostgres.freshDatabase();

    @BeforeEach
    void aTableAndItsContract() throws SQLException, IOException {
        database.run("create table t (a integer)");
        Files.writeString(
                folder.resolve("ds.yml"),
                "{type: postgres, name: shop, connection: {host: %s, port: %d, database: %s, user: %s, password: '%s'}}"
                        .formatted(
                                database.host(), database.port(), database.name(), database.user(), database.password()));
        Files.writeString(
                folder.resolve("c.yml"),
                "dataset: shop/%s/public/t\ncolumns: []\nchecks: [{row_count: }]\n".formatted(database.name()));
    }

    @Test
    void a_verification_cancels_its_queries_and_ends_with_3() throws Exception {
        try (HeldLock lock = new HeldLock(database, "lock table t in access exclusive mode")) {
            // Given
            Process verification = verify();
            lock.untilWaiting(1);

            // When
            verification.destroy();

            // Then
            assertThat(verification.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(verification.exitValue()).isEqualTo(3);
            Eventually.holds(
                    "the database works for nobody",
                    () -> WholeSystem.strings(
                                    database,
                                    "select 1 from pg_stat_activity where wait_event_type = 'Lock' "
                                            + "and datname = current_database()")
                            .isEmpty());
            assertThat(Files.readString(folder.resolve("output"))).doesNotContain("Exception", "\tat ");
        }
    }

    private Process verify() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of(System.getProperty("seltzer.basedir"), "target", "seltzer.jar")
                                .toString(),
                        "contract", "verify", "-ds", "ds.yml", "-c", "c.yml")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }
}
