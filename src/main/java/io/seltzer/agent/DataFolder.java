package io.seltzer.agent;

import io.seltzer.agent.launch.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What an agent keeps over its restarts, locked against a second agent for as long as it is open. Blocking.
final class DataFolder implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> FOR_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// @throws IOException when another agent works on the folder, or it cannot be written
    static DataFolder open(Path path) throws IOException {
        Path folder = Files.createDirectories(path.toAbsolutePath(), FOR_OWNER);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new IOException("Another agent works on the data folder " + path
                    + ". Give each agent a folder of its own, or stop the other one.");
        }
        return new DataFolder(folder, channel);
    }

    Path jobs() {
        return folder.resolve("jobs");
    }

    Path journal() {
        return folder.resolve("journal");
    }

    Path egress() {
        return folder.resolve("egress");
    }

    /// The same over restarts, so that the agent's leases stay its own.
    UUID instanceId() throws IOException {
        Path file = folder.resolve("instance-id");
        Optional<String> kept = kept(file);
        if (kept.isPresent()) {
            return UUID.fromString(kept.get());
        }
        UUID fresh = UUID.randomUUID();
        keep(file, fresh.toString());
        return fresh;
    }

    /// Where scans that outlived an agent expect the next one.
    Optional<Integer> gatewayPort() throws IOException {
        return kept(folder.resolve("gateway-port")).map(Integer::valueOf);
    }

    void keepGatewayPort(int port) throws IOException {
        keep(folder.resolve("gateway-port"), Integer.toString(port));
    }

    /// Gives up the lock.
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException bySomeoneInThisProcess) {
            return false;
        }
    }

    private static Optional<String> kept(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        }
    }

    private static void keep(Path file, String text) throws IOException {
        DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
