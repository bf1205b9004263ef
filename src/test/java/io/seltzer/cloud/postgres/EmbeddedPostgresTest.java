package io.seltzer.cloud.postgres;

import static io.seltzer.cloud.postgres.Ask.assertRefused;
import static io.seltzer.cloud.postgres.Ask.process;
import static io.seltzer.cloud.postgres.Ask.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seltzer.cloud.postgres.EmbeddedPostgres.Settings;
import io.seltzer.testing.TestPostgres;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a running server is like.
class EmbeddedPostgresTest {
    private static Path parent;
    private static Path folder;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        parent = TestPostgres.newFolder();
        FolderTree.setMode(parent, 0755);
        folder = parent.resolve("data/postgres");
        server = EmbeddedPostgres.start(Settings.in(folder));
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
        FolderTree.delete(parent);
    }

    @Test
    void aServerIsDurableSpeaksUtf8AndAsksForAPassword() throws SQLException {
        assertThat(value(server, "show fsync")).isEqualTo("on");
        assertThat(value(server, "show synchronous_commit")).isEqualTo("on");
        assertThat(value(server, "show full_page_writes")).isEqualTo("on");
        assertThat(value(server, "show server_encoding")).isEqualTo("UTF8");
        assertThat(value(server, "show unix_socket_directories")).isEmpty();
        assertThat(value(server, "select upper('é') || current_setting('password_encryption')"))
                .isEqualTo("Éscram-sha-256");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(
                        server.url("postgres"), server.superuser(), "not " + server.password()))
                .satisfies(refusal -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void listensOnLoopbackOnly() throws IOException, SQLException {
        assertThat(value(server, "show listen_addresses")).isEqualTo("127.0.0.1");
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();

        try (Socket loopback = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            assertThat(loopback.isConnected()).isTrue();
        }
        assertThat(others).allSatisfy(address -> assertThatThrownBy(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress(address, server.port()), 2000);
                    }
                })
                .isInstanceOf(ConnectException.class));
    }

    @Test
    void doesNotRunAsRoot() throws IOException {
        assertThat(process(folder).info().user()).get().isNotEqualTo("root");
    }

    @Test
    void keepsItsPasswordToItself() throws IOException {
        Path password = folder.resolve("password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password))).isEqualTo("rw-------");
        assertThat(Files.readString(password)).contains(server.password()).hasSizeGreaterThan(40);
    }

    @Test
    void aFolderInUseIsRefusedWithItsHolder() {
        assertRefused("postgres.in-use", () -> EmbeddedPostgres.start(Settings.in(folder)).close())
                .withMessageContaining("Process " + ProcessHandle.current().pid())
                .withMessageContaining(folder.toString());
    }

    @Test
    void databasesAndRolesAreMadeOnce() throws SQLException {
        assertThat(server.createRoleIfAbsent("the \"app\"", "it's secret")).isTrue();
        assertThat(server.createRoleIfAbsent("the \"app\"", "it's new")).isFalse();
        assertThat(server.createDatabaseIfAbsent("some data", "the \"app\"")).isTrue();
        assertThat(server.createDatabaseIfAbsent("some data", "the \"app\"")).isFalse();

        try (Connection app =
                DriverManager.getConnection(server.url("some%20data"), "the \"app\"", "it's new")) {
            app.createStatement().execute("create schema mine");
        }
        assertRefused("postgres.sql", () -> server.createDatabaseIfAbsent("other", "nobody's"));
    }
}
