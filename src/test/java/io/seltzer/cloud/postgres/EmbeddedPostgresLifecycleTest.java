package io.seltzer.cloud.postgres;

import static io.seltzer.cloud.postgres.Ask.assertRefused;
import static io.seltzer.cloud.postgres.Ask.execute;
import static io.seltzer.cloud.postgres.Ask.process;
import static io.seltzer.cloud.postgres.Ask.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.seltzer.cloud.postgres.EmbeddedPostgres.Settings;
import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Starts, stops, kills, and what the next start makes of it.
class EmbeddedPostgresLifecycleTest {
    private Path parent;
    private Path folder;
    private Settings settings;

    @BeforeEach
    void chooseFolder() throws IOException {
        parent = TestPostgres.newFolder();
        FolderTree.setMode(parent, 0755);
        folder = parent.resolve("data/postgres");
        settings = new Settings(folder, OptionalInt.empty(), Durability.EXPENDABLE);
    }

    @AfterEach
    void deleteFolder() throws IOException {
        FolderTree.delete(parent);
    }

    @Test
    void aSecondStartFindsDataPasswordAndPort() throws SQLException {
        // Given
        int port;
        String password;
        try (EmbeddedPostgres first = EmbeddedPostgres.start(settings)) {
            execute(first, "create table kept as select 42 as answer");
            port = first.port();
            password = first.password();
        }

        // When
        try (EmbeddedPostgres second = EmbeddedPostgres.start(settings)) {

            // Then
            assertThat(value(second, "select answer from kept")).isEqualTo("42");
            assertThat(second.port()).isEqualTo(port);
            assertThat(second.password()).isEqualTo(password);
        }
    }

    @Test
    void aPortTakenMeanwhileIsReplaced() throws IOException, SQLException {
        // Given
        int port;
        try (EmbeddedPostgres first = EmbeddedPostgres.start(settings)) {
            port = first.port();
        }
        try (ServerSocket _ = occupied(port)) {

            // When
            try (EmbeddedPostgres second = EmbeddedPostgres.start(settings)) {

                // Then
                assertThat(second.port()).isNotEqualTo(port);
                assertThat(value(second, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void aGivenPortThatIsTakenIsRefused() throws IOException {
        int port = LoopbackPort.free();
        try (ServerSocket _ = occupied(port)) {
            Settings given = new Settings(folder, OptionalInt.of(port), Durability.EXPENDABLE);
            assertRefused("postgres.port-taken", () -> start(given));
        }
    }

    @Test
    void theServerOfAKilledProcessIsReplacedAndItsDataKept() throws Exception {
        // Given a process that started a server, wrote to it, and was killed
        Process killed = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldPostgres.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(killed.inputReader().readLine()).isEqualTo("ready");
        ProcessHandle orphan = process(folder);
        killed.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        // When
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {

            // Then
            assertThat(orphan.isAlive()).isFalse();
            assertThat(value(server, "select answer from written")).isEqualTo("42");
        }
    }

    @Test
    void aKilledServerRecovers() throws IOException, SQLException {
        // Given
        EmbeddedPostgres first = EmbeddedPostgres.start(Settings.in(folder));
        execute(first, "create table kept as select 42 as answer");
        ProcessHandle server = process(folder);
        server.destroyForcibly();
        server.onExit().join();
        first.close();

        // When
        try (EmbeddedPostgres second = EmbeddedPostgres.start(settings)) {

            // Then
            assertThat(value(second, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void aProcessNumberThatCameAgainIsNoPredecessor() throws IOException, SQLException {
        // Given what a killed server leaves, with a number that another program of its user has by now
        EmbeddedPostgres.start(settings).close();
        Process other = new Program(ServerUser.choose(), parent).start(List.of("sleep", "600"), parent.resolve("out"));
        try {
            Files.writeString(folder.resolve("cluster/postmaster.pid"), other.pid() + "\n");

            // When
            try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {

                // Then
                assertThat(value(server, "select 1")).isEqualTo("1");
                assertThat(other.isAlive()).isTrue();
            }
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void closingTwiceLeavesNoProcess() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.start(settings);
        ProcessHandle process = process(folder);

        server.close();
        server.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void anInterruptedThreadStillStopsTheServer() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.start(settings);
        ProcessHandle process = process(folder);

        Thread.currentThread().interrupt();
        server.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void anInitialisationCutShortIsStartedOver() throws IOException, SQLException {
        // Given
        Files.createDirectories(folder.resolve("cluster.unfinished/base"));

        // When
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {

            // Then
            assertThat(value(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsRefused() throws IOException {
        EmbeddedPostgres.start(settings).close();
        Files.writeString(folder.resolve("cluster/PG_VERSION"), "17\n");

        assertRefused("postgres.other-version", () -> start(settings))
                .withMessageContaining("PostgreSQL 17");
    }

    @Test
    void dataWithoutItsPasswordIsRefused() throws IOException {
        EmbeddedPostgres.start(settings).close();
        Files.delete(folder.resolve("password"));

        assertRefused("postgres.no-password", () -> start(settings))
                .withMessageContaining(folder.resolve("password").toString());
    }

    @Test
    void aServerThatGivesUpSaysWhyAndWhereItsLogIs() throws IOException {
        EmbeddedPostgres.start(settings).close();
        Files.delete(folder.resolve("cluster/global/pg_control"));

        assertRefused("postgres.start", () -> start(settings))
                .withMessageContaining("could not find the database system")
                .withMessageContaining(folder.resolve("server.log").toString());
    }

    private static void start(Settings settings) {
        EmbeddedPostgres.start(settings).close();
    }

    private static ServerSocket occupied(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }
}
