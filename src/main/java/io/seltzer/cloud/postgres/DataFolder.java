package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Everything that one server keeps, held by one process at a time.
///
///     lock         held while a process runs the server; names that process
///     password     of the superuser, 0600
///     port         the server's last one
///     server.log   what PostgreSQL says
///     control.log  what initdb and pg_ctl say, of the last start
///     cluster/     PostgreSQL's own files
///
/// The folder itself stays ours, so that root never follows a link that the server's user could have put there.
final class DataFolder implements AutoCloseable {
    private static final long LOG_LIMIT_BYTES = 8L << 20;

    private final Path path;
    private final ServerUser user;
    private final FileChannel lock;

    private DataFolder(Path path, ServerUser user, FileChannel lock) {
        this.path = path;
        this.user = user;
        this.lock = lock;
    }

    /// Makes the folder if need be, locks it, and gives it to the server's user.
    static DataFolder open(Path folder, ServerUser user) throws IOException {
        Path path = folder.toAbsolutePath().normalize();
        user.makeFolder(path);
        FileChannel channel = lock(path);
        try {
            FolderTree.setMode(path, 0711);
            user.mustReach(path, "Choose another folder with --data, for example one under /var/lib.");
            DataFolder data = new DataFolder(path, user, channel);
            data.settle();
            return data;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                String holder = Files.readString(file).strip();
                throw new PostgresRefused(
                        "postgres.in-use",
                        "Process " + holder + " is using the data folder " + folder
                                + ". Stop it, or choose another folder with --data.");
            }
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8);
            channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private void settle() throws IOException {
        FolderTree.delete(unfinishedCluster());
        Files.deleteIfExists(controlLog());
        if (Files.exists(serverLog()) && Files.size(serverLog()) > LOG_LIMIT_BYTES) {
            Files.move(serverLog(), path.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(passwordFile())) {
            makePassword();
        }
        createPrivate(controlLog());
        createPrivate(serverLog());
        for (Path theirs : List.of(passwordFile(), serverLog())) {
            user.own(theirs);
        }
        if (hasCluster()) {
            user.own(cluster());
        }
    }

    private void makePassword() throws IOException {
        if (hasCluster()) {
            throw new PostgresRefused(
                    "postgres.no-password",
                    "The file " + passwordFile() + " is gone, and with it the way into the server's data."
                            + " Put it back, or choose another folder with --data.");
        }
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        createPrivate(passwordFile());
        Files.writeString(passwordFile(), HexFormat.of().formatHex(secret) + "\n");
    }

    private static void createPrivate(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        FolderTree.setMode(file, 0600);
    }

    Path path() {
        return path;
    }

    Path cluster() {
        return path.resolve("cluster");
    }

    Path unfinishedCluster() {
        return path.resolve("cluster.unfinished");
    }

    boolean hasCluster() {
        return Files.isDirectory(cluster());
    }

    /// The empty folder that initdb fills: its user may not make one here.
    void prepareCluster() throws IOException {
        Files.createDirectory(unfinishedCluster());
        user.own(unfinishedCluster());
    }

    /// Turns the unfinished cluster into the cluster, in one step.
    void finishCluster() throws IOException {
        Files.move(unfinishedCluster(), cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    Path serverLog() {
        return path.resolve("server.log");
    }

    Path controlLog() {
        return path.resolve("control.log");
    }

    Path passwordFile() {
        return path.resolve("password");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    OptionalInt lastPort() throws IOException {
        Path file = portFile();
        return Files.exists(file)
                ? OptionalInt.of(Integer.parseInt(Files.readString(file).strip()))
                : OptionalInt.empty();
    }

    void keepPort(int port) throws IOException {
        Files.writeString(portFile(), port + "\n");
    }

    private Path portFile() {
        return path.resolve("port");
    }

    /// Lets go of the folder; the file stays, or a waiting process could lock one that no other sees.
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
