package io.seltzer.agent.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Files that are whole and on the disk, or not there: written beside, forced, renamed, and the folder forced too,
/// since a rename is lost with a folder that was not. Blocking.
public final class DurableFile {
    /// Ends the name of a file whose writing was cut short; to be removed by whoever finds it.
    public static final String TORN = ".tmp";

    private DurableFile() {}

    public static void write(Path file, byte[] contents) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + TORN);
        try (FileChannel channel = FileChannel.open(
                beside,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(contents);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        move(beside, file);
    }

    /// Renames within one file system.
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceFolderOf(to);
        if (!folderOf(from).equals(folderOf(to))) {
            forceFolderOf(from);
        }
    }

    /// The folder that the file stands in.
    public static void forceFolderOf(Path file) throws IOException {
        forceFolder(folderOf(file));
    }

    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("A file has a folder: " + file);
        }
        return folder;
    }
}
